import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'

const python = process.platform === 'win32' ? 'python' : 'python3'
const script = (name: string) => path.join(import.meta.dirname, name)

export type Connection = {
  readonly pid: number
  /** Rows, or throws what SQLite said. */
  readonly run: (sql: string) => Promise<readonly (readonly unknown[])[]>
  /** At once, without closing anything. */
  readonly kill: () => Promise<void>
}

/** A connection in another process, as a Django server has it. */
export async function connect(file: string, busySeconds = 5): Promise<Connection> {
  const child = spawn(python, [script('connection.py'), file, String(busySeconds)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<Record<string, unknown>> => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error('the other program ended')
    const said: unknown = JSON.parse(value)
    return typeof said === 'object' && said !== null ? { ...said } : {}
  }
  await next()
  return {
    pid: child.pid ?? 0,
    run: async (sql) => {
      child.stdin.write(`${JSON.stringify({ sql })}\n`)
      const { rows, error } = await next()
      if (error !== undefined) throw new Error(JSON.stringify(error))
      return Array.isArray(rows) ? rows : []
    },
    kill: () => killed(child),
  }
}

/** Commits every so many ms; `stop` gives the number of its commits. */
export async function startWriter(
  file: string,
  everyMs: number,
  seconds: number,
): Promise<{ readonly stop: () => Promise<void>; readonly ended: Promise<number> }> {
  const child = spawn(python, [script('writer.py'), file, String(everyMs), String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  const ended = lines.next().then(({ value }) => Number(value))
  return { stop: () => killed(child), ended }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await gone
}
