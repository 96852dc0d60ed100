import type { Environment, EnvironmentChoice } from '../../contract/environment.ts'
import type { Project } from '../../contract/project.ts'
import type { Ports } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'

export type Environments = {
  readonly list: (projectId: string, verify: boolean) => Promise<EnvironmentChoice>
  readonly choose: (projectId: string, environmentId: string | null) => Promise<EnvironmentChoice>
  /** The chosen one, verified by running it once (remembered while its files don't change). Problems: no-environment, environment-broken, django-missing. */
  readonly inUse: (project: Project, signal?: AbortSignal) => Promise<Environment>
}

export declare function createEnvironments(ports: Ports, projects: Projects): Environments
