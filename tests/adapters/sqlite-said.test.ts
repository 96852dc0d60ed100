import { describe, expect, it } from 'vitest'
import { databaseUri } from '../../src-main/adapters/sqlite/database-uri.ts'
import { sqliteProblem } from '../../src-main/core/diagnosis/sqlite.ts'
import { forkWithNode } from '../../src-main/adapters/sqlite/worker-fork.ts'
import { calm, problemOfWork, realTool } from './sqlite-support/tool.ts'
import { makeLedger, run, temporaryFolder } from './sqlite-support/databases.ts'
import path from 'node:path'

describe('the URI of a database', () => {
  it.each([
    ['linux', "/home/a b/it's #1 50% ?.db", "file:///home/a%20b/it's%20%231%2050%25%20%3F.db?mode=rw"],
    ['win32', 'C:\\Users\\Zoë\\a#b.db', 'file:///C:/Users/Zo%C3%AB/a%23b.db?mode=rw'],
    ['win32', '\\\\server\\share\\a b.db', 'file:////server/share/a%20b.db?mode=rw'],
    ['win32', '\\\\?\\C:\\long\\a.db', 'file:///C:/long/a.db?mode=rw'],
    ['win32', '\\\\?\\UNC\\server\\share\\a.db', 'file:////server/share/a.db?mode=rw'],
  ] as const)('on %s says %s', (platform, file, uri) => {
    expect(databaseUri(file, 'rw', platform)).toBe(uri)
  })
})

describe('what SQLite says, as a problem', () => {
  const around = { path: '/p/db', folder: '/p' }
  const failure = { errno: null, message: 'said', stage: 'copying' }

  it.each([
    [5, 'database-locked'],
    [261, 'database-locked'],
    [6, 'database-locked'],
    [776, 'database-read-only'],
    [1032, 'database-read-only'],
    [11, 'database-damaged'],
    [522, 'database-damaged'],
    [13, 'disk-full'],
    [14, 'database-not-readable'],
    [26, 'database-not-sqlite'],
    [1, 'unexpected'],
  ] as const)('code %i is %s', (errcode, code) => {
    const { problem } = sqliteProblem({ ...failure, errcode }, around)
    expect(problem).toMatchObject({ code, safe: 'nothing-was-changed' })
    expect(problem.evidence).toEqual([`${errcode} said`, 'while: copying'])
  })

  it('says that the new content is in, when only what comes after failed', () => {
    const { problem } = sqliteProblem({ ...failure, errcode: 5, stage: 'after replacing' }, around)
    expect(problem.safe).toBe('database-is-new')
  })
})

describe('a SQLite process that dies', () => {
  it('in the middle of a save becomes a clear problem, and the database can be written at once', async () => {
    const folder = temporaryFolder()
    const live = path.join(folder, 'db.sqlite3')
    makeLedger(live, { filler: 20_000 })
    const pids: number[] = []
    const tool = realTool({
      fork: (entry) => {
        const link = forkWithNode(entry)
        pids.push(link.pid() ?? 0)
        return link
      },
    })
    try {
      const task = {
        ...calm,
        report: ({ step }: { readonly step: string }) => {
          const keeper = pids.shift()
          if (step === 'copying' && keeper !== undefined) process.kill(keeper, 'SIGKILL')
        },
      }
      const work = tool.save({ from: live, to: path.join(folder, 'saved'), lockMs: 1000, verify: true }, task)
      const problem = await problemOfWork(work)
      expect(problem.code).toBe('unexpected')
      expect(problem.evidence[0]).toContain('SQLite process ended')
      run(live, 'BEGIN EXCLUSIVE', 'ROLLBACK')
      await tool.save({ from: live, to: path.join(folder, 'saved'), lockMs: 1000, verify: true }, calm)
    } finally {
      await tool.close()
    }
  })
})
