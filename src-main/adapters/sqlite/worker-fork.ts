import { fork } from 'node:child_process'

/** One process of ours, however it was started (child_process here, utilityProcess inside Electron). */
export type WorkerLink = {
  readonly pid: () => number | undefined
  readonly send: (message: object) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** Called once, after the process is gone and its files are closed; `last` are the last lines that it wrote to stderr. */
  readonly onExit: (
    listener: (how: { readonly why: string; readonly last: readonly string[] }) => void,
  ) => void
  readonly kill: () => void
  /** Whether this process stays alive for it. */
  readonly keepAlive: (wanted: boolean) => void
}

export type ForkWorker = (entry: string) => WorkerLink

/** With this process's own Node; never through a shell. */
export const forkWithNode: ForkWorker = (entry) => {
  const child = fork(entry, [], {
    execPath: process.execPath,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const last: string[] = []
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    last.push(...text.split('\n').filter((line) => line !== ''))
    last.splice(0, last.length - 20)
  })
  // 'error' comes when it can't be started or a message can't be sent; 'close' tells the rest.
  child.on('error', (error) => last.push(String(error)))
  return {
    pid: () => child.pid,
    send: (message) => {
      // A process that just died is reported by onExit.
      if (child.connected) child.send(message, (error) => error && last.push(String(error)))
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      if (child.pid === undefined) setImmediate(() => listener({ why: 'could not be started', last }))
      else
        child.once('close', (code, signal) =>
          listener({ why: signal === null ? `exit code ${code}` : `signal ${signal}`, last }),
        )
    },
    kill: () => child.kill('SIGKILL'),
    keepAlive: (wanted) => {
      // 'close' comes only when all three are through.
      for (const handle of [child, child.channel, child.stderr]) refOrUnref(handle, wanted)
    },
  }
}

function refOrUnref(handle: unknown, wanted: boolean): void {
  const name = wanted ? 'ref' : 'unref'
  if (typeof handle !== 'object' || handle === null) return
  const change: unknown = Reflect.get(handle, name)
  if (typeof change === 'function') Reflect.apply(change, handle, [])
}
