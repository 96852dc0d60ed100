import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { ProblemError } from '../../src-main/core/problem.ts'
import { ledgerIsWhole, makeLedger, makeLibrary, temporaryFolder } from './sqlite-support/databases.ts'
import { connect, startWriter } from './sqlite-support/other-program.ts'
import { calm, problemOfWork, realTool } from './sqlite-support/tool.ts'

const tool = realTool()
afterAll(() => tool.close())

let live: string
let saved: string
beforeEach(() => {
  const folder = temporaryFolder()
  live = path.join(folder, 'db.sqlite3')
  saved = path.join(folder, 'saved.sqlite3')
})

function logsIn(file: string): number {
  const database = new DatabaseSync(file, { timeout: 5000 })
  try {
    return Number(database.prepare('SELECT logs FROM counter').get()?.['logs'])
  } finally {
    database.close()
  }
}
const restoreUnlessChanged = (beforeReplacing: () => Promise<void>) =>
  tool.restore({ from: saved, into: live, lockMs: 5000, onlyIfUnchanged: true, beforeReplacing }, calm)

describe.each(['delete', 'wal'])('a commit between the last look and the lock, in %s mode', (mode) => {
  it('takes the replacement back and stays', async () => {
    makeLibrary(saved, { books: 100 })
    makeLibrary(live, { mode })
    const other = await connect(live)
    const refused = await problemOfWork(
      // The look is over; this is the last moment before SQLite's own lock.
      restoreUnlessChanged(async () => {
        await other.run("INSERT INTO author (name) VALUES ('late')")
      }),
    )
    expect(refused).toMatchObject({ code: 'changed-since-approved', safe: 'database-as-before' })
    expect(await other.run("SELECT count(*) FROM author WHERE name = 'late'")).toEqual([[1]])
    expect(await other.run('SELECT count(*) FROM book')).toEqual([[300]])
    expect(await other.run('PRAGMA integrity_check')).toEqual([['ok']])
    expect(await other.run('PRAGMA journal_mode')).toEqual([[mode]])
    await other.kill()
  })

  it('is not seen where somebody only read', async () => {
    makeLibrary(saved, { books: 100 })
    makeLibrary(live, { mode })
    const other = await connect(live)
    await restoreUnlessChanged(async () => {
      expect(await other.run('SELECT count(*) FROM book')).toEqual([[300]])
    })
    expect(await other.run('SELECT count(*) FROM book')).toEqual([[100]])
    await other.kill()
  })

  it('is never lost under a writer: the commits before the last look and those after the restore are all there are', async () => {
    makeLedger(saved)
    makeLedger(live, { mode })
    const writer = await startWriter(live, 3, 6)
    let seen = 0
    const refusals: string[] = []
    const look = async () => {
      seen = logsIn(live)
    }
    const tryOnce = () =>
      restoreUnlessChanged(look).then(
        () => true,
        (error: unknown) => {
          refusals.push(error instanceof ProblemError ? error.problem.code : String(error))
          return false
        },
      )
    while (!(await tryOnce()) && refusals.length < 400) continue
    const commits = await writer.ended
    expect(commits).toBeGreaterThan(10)
    expect(ledgerIsWhole(live)).toBe(true)
    expect(refusals.filter((code) => code !== 'changed-since-approved')).toEqual([])
    // When every try was refused, nothing was replaced and all commits are in the live file.
    expect(logsIn(live) + (refusals.length === 400 ? 0 : seen)).toBe(commits)
  })
})
