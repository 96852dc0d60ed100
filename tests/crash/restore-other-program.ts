import { fork } from 'node:child_process'
import { DatabaseSync } from 'node:sqlite'

/**
 * Another program with the database open: a process of its own, because a process that closes any handle of a file
 * drops all its POSIX locks on it, and the locks must be those of a real stranger.
 */
export async function otherProgram(path: string) {
  const child = fork(import.meta.filename, [path], { execArgv: [] })
  const ask = (sql: string) =>
    new Promise<readonly Record<string, unknown>[]>((resolve, reject) => {
      child.once('message', (answer: { rows?: Record<string, unknown>[]; error?: string }) =>
        answer.rows === undefined ? reject(new Error(answer.error)) : resolve(answer.rows),
      )
      child.send(sql)
    })
  await new Promise((resolve) => child.once('message', resolve))
  return {
    ask,
    /** As `kill -9` does: nothing is closed, nothing is checkpointed. */
    kill: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

const [, , path] = process.argv
if (process.send !== undefined && process.argv[1] === import.meta.filename && path !== undefined) {
  const database = new DatabaseSync(path, { timeout: 10_000 })
  process.on('message', (sql: string) => {
    try {
      process.send?.({ rows: database.prepare(sql).all() })
    } catch (error) {
      process.send?.({ error: String(error) })
    }
  })
  process.send('open')
}
