import type { InspectionFact, Picture, ProjectDatabase, RehearsalAnswer } from '../../contract/picture.ts'
import type { Project } from '../../contract/project.ts'
import type { Environments } from '../environments/environments.ts'
import type { InspectionTarget, Ports } from '../ports.ts'
import { problem } from '../problem.ts'
import type { Projects } from '../projects/projects.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { sqliteDatabase } from './sqlite-database.ts'

export type SqliteTarget = {
  readonly project: Project
  readonly database: ProjectDatabase & { readonly path: string }
  readonly djangoVersion: string
  readonly pythonVersion: string
}

export type Migrations = {
  readonly inspect: (projectId: string, signal: AbortSignal) => AsyncGenerator<InspectionFact>
  /** The same, waited for. */
  readonly picture: (projectId: string, signal: AbortSignal) => Promise<Picture>
  /** Which SQLite file an alias stands for, asked of the settings themselves. Problems: database-unknown, engine-unsupported, database-in-memory, and those of the inspector. Says nothing about whether the file is there. */
  readonly sqliteTarget: (projectId: string, alias: string, signal: AbortSignal) => Promise<SqliteTarget>
  readonly rehearse: (
    projectId: string,
    alias: string,
    databaseFile: string,
    signal: AbortSignal,
  ) => Promise<RehearsalAnswer>
}

type Needed = {
  readonly projects: Pick<Projects, 'get'>
  readonly environments: Pick<Environments, 'inUse'>
  readonly settings: Pick<SettingsStore, 'get'>
}

export function createMigrations(ports: Pick<Ports, 'inspector'>, core: Needed): Migrations {
  const { inspector } = ports
  const inspect = async function* (projectId: string, signal: AbortSignal): AsyncGenerator<InspectionFact> {
    const { target } = await aim(core, projectId, signal)
    yield* inspector.inspect(target, signal)
  }
  return {
    inspect,
    picture: async (projectId, signal) => lastPicture(inspect(projectId, signal)),
    sqliteTarget: async (projectId, alias, signal) => {
      const { project, target } = await aim(core, projectId, signal)
      const answer = await inspector.databases(target, signal)
      const { djangoVersion, pythonVersion } = answer
      return { project, database: sqliteDatabase(answer.databases, alias), djangoVersion, pythonVersion }
    },
    rehearse: async (projectId, alias, databaseFile, signal) => {
      const { target } = await aim(core, projectId, signal)
      return inspector.rehearse({ ...target, alias, databaseFile }, signal)
    },
  }
}

async function aim(
  core: Needed,
  projectId: string,
  signal: AbortSignal,
): Promise<{ readonly project: Project; readonly target: InspectionTarget }> {
  const project = await core.projects.get(projectId)
  const environment = await core.environments.inUse(project, signal)
  const target = {
    root: project.root,
    settingsModule: project.settingsModule,
    python: environment.python,
    timeoutMs: core.settings.get().inspectionSeconds * 1000,
  }
  return { project, target }
}

async function lastPicture(facts: AsyncGenerator<InspectionFact>): Promise<Picture> {
  for await (const fact of facts) if (fact.kind === 'picture') return fact.picture
  throw problem('inspector-crashed', { facts: { exitCode: 'exit code unknown', step: 'models' } })
}
