import { create } from 'zustand'
import type { OperationState } from '../../../src-main/contract/operation.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf, type Client } from '../../api.ts'

/** A call that ended in a problem without ever becoming an operation. */
export type Notice = { readonly id: string; readonly problem: Problem; readonly retry: (() => void) | null }

type OperationsState = {
  /** Oldest first. */
  readonly operations: readonly OperationState[]
  /** Ids whose toast was closed or has left by itself. */
  readonly dismissed: ReadonlySet<string>
  /** Ids that another screen shows in full (the wizard). */
  readonly shownElsewhere: ReadonlySet<string>
  readonly cancelling: ReadonlySet<string>
  readonly notices: readonly Notice[]
}

export const useOperations = create<OperationsState>(() => ({
  operations: [],
  dismissed: new Set(),
  shownElsewhere: new Set(),
  cancelling: new Set(),
  notices: [],
}))

/** Follows one operation until it ends. The last state is the answer; a wire that breaks is thrown. */
export async function follow(
  client: Client,
  operationId: string,
  heard?: (state: OperationState) => void,
): Promise<OperationState | null> {
  let last: OperationState | null = null
  for await (const state of await client.operations.watch({ operationId })) {
    last = state
    note(state)
    heard?.(state)
  }
  return last
}

/** Starts work and follows it; a refusal becomes a notice with Try again. Answers null when it never began or the wire broke. */
export async function run(
  client: Client,
  start: () => Promise<{ readonly operationId: string }>,
): Promise<OperationState | null> {
  try {
    const { operationId } = await start()
    return await follow(client, operationId)
  } catch (thrown) {
    notify(problemOf(thrown), () => void run(client, start))
    return null
  }
}

/** Says a problem in the tray. */
export function notify(problem: Problem, retry: (() => void) | null = null): void {
  const id = `${problem.code} ${Date.now()}`
  useOperations.setState(({ notices }) => ({ notices: [...notices, { id, problem, retry }] }))
}

export function dismiss(id: string): void {
  useOperations.setState(({ dismissed, notices }) => ({
    dismissed: new Set([...dismissed, id]),
    notices: notices.filter((notice) => notice.id !== id),
  }))
}

export function showElsewhere(id: string): void {
  useOperations.setState(({ shownElsewhere }) => ({ shownElsewhere: new Set([...shownElsewhere, id]) }))
}

export async function cancelOperation(client: Client, operationId: string): Promise<void> {
  useOperations.setState(({ cancelling }) => ({ cancelling: new Set([...cancelling, operationId]) }))
  try {
    await client.operations.cancel({ operationId })
  } catch (thrown) {
    notify(problemOf(thrown))
  }
}

/** What is known of this project's work; what still runs (begun before a reload) is followed again. */
export async function resumeOperations(
  client: Client,
  projectId: string,
  ended: (state: OperationState) => void,
): Promise<void> {
  try {
    const { operations } = await client.operations.list({ projectId })
    const over = operations.filter((state) => state.at !== 'running')
    useOperations.setState(({ dismissed }) => ({
      operations,
      dismissed: new Set([...dismissed, ...over.map((state) => state.id)]),
    }))
    await Promise.all(
      operations
        .filter((state) => state.at === 'running')
        .map(async (state) => {
          const last = await follow(client, state.id)
          if (last !== null) ended(last)
        }),
    )
  } catch (thrown) {
    notify(problemOf(thrown))
  }
}

function note(state: OperationState): void {
  useOperations.setState(({ operations }) => ({
    operations: operations.some((one) => one.id === state.id)
      ? operations.map((one) => (one.id === state.id ? state : one))
      : [...operations, state],
  }))
}
