import { runBrowser } from '../../browser/run.ts'
import type { Options } from '../arguments.ts'
import type { Terminal } from '../terminal.ts'

type Request = {
  readonly path: string
  readonly options: Options
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

/** The window on one project, until Ctrl+C. A path that is no project is said at once, not in the window. */
export function open({ path, options, terminal, signal }: Request): Promise<void> {
  return runBrowser({
    path,
    port: options.port,
    checkFirst: true,
    signal,
    note: terminal.note,
    ready: (address) => {
      if (options.json) terminal.say(JSON.stringify({ address, path }))
      else terminal.say(`Savepoint is open at ${address}\nCtrl+C ends it.`)
    },
  })
}
