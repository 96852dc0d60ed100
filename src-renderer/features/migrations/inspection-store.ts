import { create } from 'zustand'
import type { InspectionStep, Picture, ProjectDatabase } from '../../../src-main/contract/picture.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf, type Client } from '../../api.ts'

export type Inspection = {
  readonly projectId: string | null
  readonly at: 'idle' | 'reading' | 'ready' | 'failed'
  readonly step: InspectionStep | null
  /** Known after the settings are read, long before the picture. */
  readonly databases: readonly ProjectDatabase[] | null
  /** The last whole picture; it stays while a newer one is being read. */
  readonly picture: Picture | null
  readonly problem: Problem | null
}

const nothing: Inspection = {
  projectId: null,
  at: 'idle',
  step: null,
  databases: null,
  picture: null,
  problem: null,
}

export const useInspection = create<Inspection>(() => nothing)

let reading = new AbortController()

/** Reads the project anew; a reading under way is given up. Never throws: what goes wrong is in the store. */
export async function inspect(client: Client, projectId: string): Promise<void> {
  reading.abort()
  const mine = new AbortController()
  reading = mine
  const before = useInspection.getState()
  const same = before.projectId === projectId
  useInspection.setState({
    ...(same ? before : nothing),
    projectId,
    at: 'reading',
    step: null,
    problem: null,
  })
  try {
    const facts = await client.migrations.inspect({ projectId }, { signal: mine.signal })
    for await (const fact of facts) {
      if (mine.signal.aborted) return
      if (fact.kind === 'step') useInspection.setState({ step: fact.step })
      else if (fact.kind === 'databases') useInspection.setState({ databases: fact.databases })
      else {
        const { picture } = fact
        useInspection.setState({ at: 'ready', step: null, picture, databases: picture.databases })
      }
    }
  } catch (thrown) {
    if (!mine.signal.aborted) {
      useInspection.setState({ at: 'failed', step: null, problem: problemOf(thrown) })
    }
  }
}

export function forgetInspection(): void {
  reading.abort()
  useInspection.setState(nothing)
}

/** The database that screens show: `default`, else the first. */
export function mainDatabase(databases: readonly ProjectDatabase[] | null): ProjectDatabase | null {
  return databases?.find((database) => database.alias === 'default') ?? databases?.[0] ?? null
}
