import { create } from 'zustand'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { Comparison, Savepoint, SavepointDetails } from '../../../src-main/contract/savepoint.ts'
import { problemOf, type Client } from '../../api.ts'

export type Loaded<T> =
  | { readonly at: 'loading' }
  | { readonly at: 'ready'; readonly value: T }
  | { readonly at: 'failed'; readonly problem: Problem }

export type SavepointsState = {
  readonly projectId: string | null
  /** Newest first; null until known. */
  readonly list: readonly Savepoint[] | null
  readonly folder: string
  readonly problem: Problem | null
  readonly selected: string | null
  readonly details: Loaded<SavepointDetails> | null
  readonly comparison: Loaded<Comparison> | null
}

const nothing: SavepointsState = {
  projectId: null,
  list: null,
  folder: '',
  problem: null,
  selected: null,
  details: null,
  comparison: null,
}

export const useSavepoints = create<SavepointsState>(() => nothing)

/** Reads the list again; what is selected stays selected while it exists. */
export async function loadSavepoints(client: Client, projectId: string): Promise<void> {
  if (useSavepoints.getState().projectId !== projectId) useSavepoints.setState({ ...nothing, projectId })
  try {
    const { folder, savepoints } = await client.savepoints.list({ projectId })
    if (useSavepoints.getState().projectId !== projectId) return
    const list = savepoints.toSorted((a, b) => Date.parse(b.takenAt) - Date.parse(a.takenAt))
    useSavepoints.setState({ list, folder, problem: null })
    const { selected } = useSavepoints.getState()
    if (selected !== null && !list.some((savepoint) => savepoint.id === selected)) selectNothing()
  } catch (thrown) {
    useSavepoints.setState({ problem: problemOf(thrown) })
  }
}

/** Selects it and reads its details; `changed since` is counted after that. */
export async function selectSavepoint(client: Client, projectId: string, id: string): Promise<void> {
  useSavepoints.setState({ selected: id, details: { at: 'loading' }, comparison: { at: 'loading' } })
  await Promise.all([
    settle(client.savepoints.show({ projectId, id }), (details) => still(id, { details })),
    settle(client.savepoints.compare({ projectId, before: id, after: null }), (comparison) =>
      still(id, { comparison }),
    ),
  ])
}

export function selectNothing(): void {
  useSavepoints.setState({ selected: null, details: null, comparison: null })
}

/** Puts a changed one into its place in the list. */
export function replaceSavepoint(savepoint: Savepoint): void {
  const { list } = useSavepoints.getState()
  useSavepoints.setState({ list: list?.map((one) => (one.id === savepoint.id ? savepoint : one)) ?? null })
}

export function forgetSavepoints(): void {
  useSavepoints.setState(nothing)
}

function still(id: string, change: Partial<SavepointsState>): void {
  if (useSavepoints.getState().selected === id) useSavepoints.setState(change)
}

async function settle<T>(promise: Promise<T>, put: (loaded: Loaded<T>) => void): Promise<void> {
  try {
    put({ at: 'ready', value: await promise })
  } catch (thrown) {
    put({ at: 'failed', problem: problemOf(thrown) })
  }
}
