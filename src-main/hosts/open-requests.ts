export type OpenRequests = {
  readonly push: (path: string) => void
  /** Every path pushed from now on, until the signal. */
  readonly stream: (signal: AbortSignal) => AsyncGenerator<{ path: string }>
}

/** Paths that this running program is asked to open: a second start, or a demo project that has become ready. */
export function createOpenRequests(): OpenRequests {
  const listeners = new Set<(path: string) => void>()
  return {
    push: (path) => {
      for (const listener of listeners) listener(path)
    },
    async *stream(signal) {
      const waiting: string[] = []
      let wake = () => {}
      const listener = (path: string) => {
        waiting.push(path)
        wake()
      }
      const stop = () => wake()
      listeners.add(listener)
      signal.addEventListener('abort', stop)
      try {
        while (!signal.aborted) {
          const path = waiting.shift()
          if (path === undefined)
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          else yield { path }
        }
      } finally {
        listeners.delete(listener)
        signal.removeEventListener('abort', stop)
      }
    },
  }
}
