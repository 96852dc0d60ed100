import type {
  OperationKind,
  OperationResult,
  OperationState,
  Progress,
} from '../../src-main/contract/operation.ts'
import type { RehearsalReport } from '../../src-main/contract/restore.ts'

export type Change = {
  readonly progress?: Progress
  readonly report?: RehearsalReport
  readonly cancellable?: boolean
}

type Listener = (state: OperationState) => void

/** Work timed by hand: a script yields what is heard, each step after `stepMs`. Cancel works as in the core. */
export function createFakeOperations(stepMs: number) {
  const states = new Map<string, OperationState>()
  const listeners = new Map<string, Set<Listener>>()
  let made = 0

  const put = (state: OperationState) => {
    states.set(state.id, state)
    for (const listener of listeners.get(state.id) ?? []) listener(state)
  }

  const start = (
    kind: OperationKind,
    subject: string | null,
    script: (signal: AbortSignal) => Generator<Change, OperationResult>,
  ): { operationId: string } => {
    made += 1
    const id = `operation-${made}`
    const gone = new AbortController()
    put({
      id,
      kind,
      projectId: 'inkwell',
      subject,
      startedAt: new Date().toISOString(),
      endedAt: null,
      at: 'running',
      cancellable: true,
      progress: null,
      report: null,
      result: null,
      problem: null,
    })
    const steps = script(gone.signal)
    const timer = setInterval(() => {
      const before = states.get(id)
      if (before === undefined || before.at !== 'running') {
        clearInterval(timer)
        return
      }
      const step = steps.next()
      if (step.done === true) {
        put({ ...before, at: 'done', result: step.value, endedAt: new Date().toISOString() })
      } else put({ ...before, ...step.value })
    }, stepMs)
    return { operationId: id }
  }

  async function* watch(id: string): AsyncGenerator<OperationState, void, undefined> {
    let heard: OperationState | undefined = states.get(id)
    let wake: (() => void) | null = null
    const listener = (state: OperationState) => {
      heard = state
      wake?.()
    }
    const mine = listeners.get(id) ?? new Set()
    listeners.set(id, mine.add(listener))
    while (heard !== undefined) {
      const now: OperationState = heard
      heard = undefined
      yield now
      if (now.at !== 'running') break
      if (heard === undefined) await new Promise<void>((resolve) => (wake = resolve))
    }
    mine.delete(listener)
  }

  return {
    start,
    watch,
    list: () => [...states.values()],
    cancel: (id: string) => {
      const state = states.get(id)
      if (state?.at === 'running') put({ ...state, at: 'cancelled', endedAt: new Date().toISOString() })
    },
  }
}
