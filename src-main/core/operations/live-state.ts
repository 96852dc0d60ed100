import type { OperationState } from '../../contract/operation.ts'

/** One operation as it is now, and everybody who watches it. */
export type LiveState = {
  readonly controller: AbortController
  readonly now: () => OperationState
  readonly change: (part: Partial<OperationState>) => void
  /** The last change there is. */
  readonly end: (part: Partial<OperationState>) => void
  /** Never holds more than the newest state for a slow watcher; a watcher of an ended one gets its end. */
  readonly watch: (signal?: AbortSignal) => AsyncGenerator<OperationState>
  readonly finished: Promise<OperationState>
}

export type LiveStates = {
  readonly begin: (state: OperationState) => LiveState
  readonly find: (id: string) => LiveState | null
  /** Newest first. */
  readonly all: () => readonly OperationState[]
}

/** Running ones are always kept; of the ended ones the newest `endedKept`. */
export function createLiveStates(endedKept: number): LiveStates {
  const lives = new Map<string, LiveState>()
  return {
    begin: (state) => {
      const live = createLiveState(state)
      lives.set(state.id, live)
      forgetOldest(lives, endedKept)
      return live
    },
    find: (id) => lives.get(id) ?? null,
    all: () => [...lives.values()].map((live) => live.now()).toReversed(),
  }
}

function forgetOldest(lives: Map<string, LiveState>, endedKept: number): void {
  const ended = [...lives].filter(([, live]) => live.now().endedAt !== null)
  for (const [id] of ended.slice(0, Math.max(0, ended.length - endedKept))) lives.delete(id)
}

function createLiveState(first: OperationState): LiveState {
  let state = first
  const wakers = new Set<() => void>()
  const end = Promise.withResolvers<OperationState>()

  function set(part: Partial<OperationState>): void {
    if (state.endedAt !== null) return
    state = { ...state, ...part }
    for (const wake of wakers) wake()
  }

  /** Resolves at the next change, or when the watcher leaves. */
  function next(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted ?? false) return resolve()
      const wake = () => {
        wakers.delete(wake)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      wakers.add(wake)
      signal?.addEventListener('abort', wake)
    })
  }

  return {
    controller: new AbortController(),
    now: () => state,
    change: set,
    end: (part) => {
      set(part)
      end.resolve(state)
    },
    watch: async function* (signal) {
      let seen: OperationState | null = null
      for (;;) {
        if (seen === state) await next(signal)
        if (signal?.aborted ?? false) return
        seen = state
        yield seen
        if (seen.endedAt !== null) return
      }
    },
    finished: end.promise,
  }
}
