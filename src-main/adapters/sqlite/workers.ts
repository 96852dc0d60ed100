import type { z } from 'zod'
import type { SqliteFailure } from '../../core/diagnosis/sqlite.ts'
import { problem } from '../../core/problem.ts'
import type { Report } from '../../core/ports.ts'
import { FromWorker, type Request, type ToWorker } from './messages.ts'
import type { ForkWorker, WorkerLink } from './worker-fork.ts'

/** What a SQLite process said about work that failed. */
export class WorkFailed extends Error {
  readonly failure: SqliteFailure

  constructor(failure: SqliteFailure) {
    super(failure.message)
    this.name = 'WorkFailed'
    this.failure = failure
  }
}

type Asking = {
  readonly signal?: AbortSignal | undefined
  readonly report?: Report | undefined
  /** While it runs, the process keeps its hold; `gone` fires when the process died meanwhile. A rejection makes it stop. */
  readonly onPause?: (value: unknown, gone: AbortSignal) => Promise<void>
}

export type Worker = {
  readonly pid: () => number | undefined
  /** One at a time. An abort kills the process and rejects with 'cancelled' when it is gone. */
  readonly ask: <T>(request: Request, answer: z.ZodType<T>, asking?: Asking) => Promise<T>
  readonly kill: () => void
  readonly alive: () => boolean
}

export type Workers = {
  /** Runs `work` with a process of its own, taken from the warm ones. */
  readonly use: <T>(work: (worker: Worker) => Promise<T>) => Promise<T>
  readonly pids: () => readonly number[]
  readonly close: () => Promise<void>
}

export function createWorkers(entry: string, fork: ForkWorker, idleMs: number): Workers {
  const all = new Set<Worker>()
  const idle = new Map<Worker, NodeJS.Timeout>()
  const ends = new Set<Promise<void>>()
  let closed = false

  function start(): Worker {
    const link = fork(entry)
    const worker = speakTo(link)
    all.add(worker)
    const end = new Promise<void>((resolve) => {
      link.onExit(() => {
        all.delete(worker)
        clearTimeout(idle.get(worker))
        idle.delete(worker)
        resolve()
      })
    })
    ends.add(end)
    void end.then(() => ends.delete(end))
    return worker
  }

  function take(): Worker {
    if (closed) throw problem('unexpected', { evidence: ['SQLite work was asked for after close().'] })
    for (const [worker, timer] of idle) {
      clearTimeout(timer)
      idle.delete(worker)
      if (worker.alive()) return worker
    }
    return start()
  }

  function rest(worker: Worker): void {
    if (!worker.alive()) return
    if (closed) worker.kill()
    else idle.set(worker, setTimeout(() => worker.kill(), idleMs).unref())
  }

  return {
    use: async (work) => {
      // Starting a process stops the event loop for some ms: two in one turn would be felt.
      if (idle.size === 0) await new Promise((resolve) => setImmediate(resolve))
      const worker = take()
      try {
        return await work(worker)
      } finally {
        rest(worker)
      }
    },
    pids: () => [...all].flatMap((worker) => worker.pid() ?? []),
    close: async () => {
      closed = true
      for (const worker of all) worker.kill()
      await Promise.all(ends)
    },
  }
}

function speakTo(link: WorkerLink): Worker {
  let alive = true
  let nextId = 1
  let current: {
    readonly said: (message: FromWorker) => void
    readonly died: (error: Error) => void
  } | null = null
  link.keepAlive(false)
  link.onMessage((message) => current?.said(FromWorker.parse(message)))
  link.onExit(({ why, last }) => {
    alive = false
    current?.died(
      new WorkFailed({
        errcode: null,
        errno: null,
        message: `SQLite process ended: ${why}`,
        stage: last.join('\n'),
      }),
    )
  })
  const tell = (message: ToWorker) => link.send(message)

  return {
    pid: link.pid,
    alive: () => alive,
    kill: () => {
      alive = false
      // Whoever waits for its end shall live to see it.
      link.keepAlive(true)
      link.kill()
    },
    ask: (request, answer, asking = {}) =>
      new Promise((resolve, reject) => {
        const { signal, report, onPause } = asking
        if (signal?.aborted === true) {
          reject(problem('cancelled'))
          return
        }
        const id = nextId
        nextId += 1
        const gone = new AbortController()
        let pause: Promise<void> = Promise.resolve()
        let pauseError: unknown
        const onAbort = () => {
          alive = false
          link.kill()
        }
        const end = (settle: () => void) => {
          current = null
          signal?.removeEventListener('abort', onAbort)
          link.keepAlive(false)
          // What was started in the pause ends first: nothing of this work goes on after its promise settled.
          void pause.then(settle)
        }
        const failWith = (error: unknown) =>
          end(() =>
            reject(pauseError ?? (signal?.aborted === true ? problem('cancelled', { cause: error }) : error)),
          )

        signal?.addEventListener('abort', onAbort, { once: true })
        link.keepAlive(true)
        current = {
          died: (error) => {
            gone.abort()
            failWith(error)
          },
          said: (message) => {
            if (message.id !== id) return
            if (message.kind === 'progress') report?.(message.progress)
            else if (message.kind === 'failure') failWith(new WorkFailed(message.failure))
            else if (message.kind === 'result')
              end(() => {
                if (pauseError === undefined) resolve(answer.parse(message.value))
                else reject(pauseError)
              })
            else {
              const paused = onPause?.(message.value, gone.signal) ?? Promise.resolve()
              pause = paused.then(
                () => tell({ kind: 'go-on', id, stop: false }),
                (error: unknown) => {
                  if (!gone.signal.aborted) pauseError = error
                  tell({ kind: 'go-on', id, stop: true })
                },
              )
            }
          },
        }
        tell({ kind: 'ask', id, request })
      }),
  }
}
