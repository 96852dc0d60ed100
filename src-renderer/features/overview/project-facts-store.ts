import { create } from 'zustand'
import type { EnvironmentChoice } from '../../../src-main/contract/environment.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { GitState } from '../../../src-main/contract/project.ts'
import type { Recovery, Undoable } from '../../../src-main/contract/restore.ts'
import { problemOf, type Client } from '../../api.ts'

export type ProjectFacts = {
  readonly environments: EnvironmentChoice | null
  readonly environmentProblem: Problem | null
  /** Undefined until asked. */
  readonly git: GitState | null | undefined
  readonly recoveries: readonly Recovery[]
  readonly undoable: Undoable | null
  /** Facts that couldn't be had: said on their card, the rest works. */
  readonly problem: Problem | null
}

const nothing: ProjectFacts = {
  environments: null,
  environmentProblem: null,
  git: undefined,
  recoveries: [],
  undoable: null,
  problem: null,
}

/** What Overview shows besides migrations and savepoints. */
export const useProjectFacts = create<ProjectFacts>(() => nothing)

/** Each fact comes on its own; one that fails doesn't hold back the others. */
export async function loadProjectFacts(client: Client, projectId: string): Promise<void> {
  useProjectFacts.setState(nothing)
  await Promise.all([
    loadEnvironments(client, projectId),
    loadUndoable(client, projectId),
    settled(client.projects.git({ projectId }), ({ git }) => ({ git })),
    settled(client.restore.recovered({ projectId }), ({ recoveries }) => ({ recoveries })),
  ])
}

export async function loadEnvironments(client: Client, projectId: string): Promise<void> {
  try {
    const environments = await client.environments.list({ projectId, verify: true })
    useProjectFacts.setState({ environments, environmentProblem: null })
  } catch (thrown) {
    useProjectFacts.setState({ environmentProblem: problemOf(thrown) })
  }
}

/** Null goes back to Savepoint's own choice. Answers whether it worked. */
export async function chooseEnvironment(
  client: Client,
  projectId: string,
  environmentId: string | null,
): Promise<boolean> {
  try {
    const environments = await client.environments.choose({ projectId, environmentId })
    useProjectFacts.setState({ environments, environmentProblem: null })
    return true
  } catch (thrown) {
    useProjectFacts.setState({ environmentProblem: problemOf(thrown) })
    return false
  }
}

export async function loadUndoable(client: Client, projectId: string): Promise<void> {
  await settled(client.restore.undoable({ projectId }), ({ undoable }) => ({ undoable }))
}

export function dismissRecoveries(): void {
  useProjectFacts.setState({ recoveries: [] })
}

async function settled<T>(promise: Promise<T>, toFacts: (value: T) => Partial<ProjectFacts>): Promise<void> {
  try {
    useProjectFacts.setState(toFacts(await promise))
  } catch (thrown) {
    useProjectFacts.setState({ problem: problemOf(thrown) })
  }
}
