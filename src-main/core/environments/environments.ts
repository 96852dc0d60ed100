import type { Environment, EnvironmentChoice } from '../../contract/environment.ts'
import { Environment as EnvironmentSchema } from '../../contract/environment.ts'
import type { Project } from '../../contract/project.ts'
import type { Ports } from '../ports.ts'
import { problem } from '../problem.ts'
import type { Projects } from '../projects/projects.ts'
import type { Candidate } from './candidate.ts'
import { findCandidates } from './find-candidates.ts'
import { djangoMissing, environmentBroken, noEnvironment } from './problems.ts'
import { createVerifier, type Verifier } from './verify.ts'

export type Environments = {
  readonly list: (projectId: string, verify: boolean) => Promise<EnvironmentChoice>
  readonly choose: (projectId: string, environmentId: string | null) => Promise<EnvironmentChoice>
  /** The chosen one, verified by running it once (remembered while its files don't change). Problems: no-environment, environment-broken, django-missing. */
  readonly inUse: (project: Project, signal?: AbortSignal) => Promise<Environment>
}

const Remembered = EnvironmentSchema.omit({ state: true })

export function createEnvironments(ports: Ports, projects: Projects): Environments {
  const verifier = createVerifier(ports)
  const keyOf = (projectId: string) => `environment-of-${projectId}`

  const find = async (project: Project) => {
    const stored = Remembered.safeParse(ports.store.get(keyOf(project.id)))
    return findCandidates(ports, project, stored.success ? stored.data : null)
  }

  const list = async (projectId: string, verify: boolean): Promise<EnvironmentChoice> => {
    const found = await find(await projects.get(projectId))
    const candidates = verify
      ? await verifier.verifyAll(found.candidates)
      : found.candidates.map((one) => Object.assign({}, one, { state: { kind: 'found' as const } }))
    return {
      chosenId: preferred(candidates)?.id ?? null,
      candidates: [...candidates],
      lookedIn: [...found.lookedIn],
    }
  }

  return {
    list,
    choose: async (projectId, environmentId) => {
      const project = await projects.get(projectId)
      if (environmentId === null) {
        ports.store.set(keyOf(projectId), null)
        return list(projectId, true)
      }
      const { candidates } = await find(project)
      const chosen = candidates.find((one) => one.id === environmentId)
      if (chosen === undefined) {
        throw problem('environment-unknown', {
          facts: { environment: environmentId },
          fixes: [{ kind: 'choose-environment' }],
        })
      }
      ports.store.set(keyOf(projectId), chosen)
      return list(projectId, true)
    },
    inUse: async (project, signal) => {
      const found = await find(project)
      return firstUsable(verifier, found, signal)
    },
  }
}

/** The person's choice, whatever its state; else the first that works and has Django; else the first that works; else the first. */
export function preferred(candidates: readonly Environment[]): Environment | undefined {
  const works = candidates.filter((one) => one.state.kind === 'works')
  return (
    candidates.find((one) => one.reason === 'chosen') ??
    works.find((one) => one.state.kind === 'works' && one.state.djangoVersion !== null) ??
    works[0] ??
    candidates.find((one) => one.kind !== 'system' && one.state.kind === 'found') ??
    candidates.find((one) => one.state.kind === 'found')
  )
}

/** Runs one after the other until one will do: usually the first. */
async function firstUsable(
  verifier: Verifier,
  found: { readonly candidates: readonly Candidate[]; readonly lookedIn: readonly string[] },
  signal: AbortSignal | undefined,
): Promise<Environment> {
  const tried: Environment[] = []
  for (const candidate of found.candidates) {
    const one = await verifier.verify(candidate, signal)
    if (one.state.kind === 'works' && one.state.djangoVersion !== null) return one
    tried.push(one)
    if (one.reason === 'chosen') break
  }
  // A Python of the system is nobody's environment: where there is nothing else, that is what is missing.
  const nearest = tried.find((one) => one.reason === 'chosen' || one.kind !== 'system')
  if (nearest === undefined) throw noEnvironment(found.lookedIn)
  throw nearest.state.kind === 'broken' ? environmentBroken(nearest) : djangoMissing(nearest)
}
