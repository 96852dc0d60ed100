export type OpenRequests = {
  readonly push: (path: string) => void
  /** Forgets what nobody has heard yet: the window has just been told by `hello`. */
  readonly told: () => void
  /** What nobody has heard yet, then every path pushed from now on, until the signal. */
  readonly stream: (signal: AbortSignal) => AsyncGenerator<{ path: string }>
}

/** Paths that this running program is asked to open: a second start, or a demo project that has become ready. */
export function createOpenRequests(): OpenRequests {
  const listeners = new Set<(path: string) => void>()
  // A window that asks `hello` and then for this stream must not miss what comes in between.
  let unheard: string[] = []
  return {
    push: (path) => {
      if (listeners.size === 0) unheard = [path]
      for (const listener of listeners) listener(path)
    },
    told: () => {
      unheard = []
    },
    async *stream(signal) {
      const waiting = unheard
      unheard = []
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
