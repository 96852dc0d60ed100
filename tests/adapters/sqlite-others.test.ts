import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  ledgerIsWhole,
  makeLedger,
  makeLibrary,
  rows,
  run,
  sha256,
  temporaryFolder,
} from './sqlite-support/databases.ts'
import { connect, startWriter } from './sqlite-support/other-program.ts'
import { calm, problemOfWork, realTool } from './sqlite-support/tool.ts'

const tool = realTool()
afterAll(() => tool.close())

let folder: string
let live: string
let saved: string
const restore = (lockMs = 3000, from = saved, into = live) =>
  tool.restore({ from, into, lockMs, beforeReplacing: async () => undefined }, calm)

beforeEach(() => {
  folder = temporaryFolder()
  live = path.join(folder, 'db.sqlite3')
  saved = path.join(folder, 'saved.sqlite3')
})

describe.each(['delete', 'wal'])('while other programs use a database in %s mode', (mode) => {
  it('saves whole copies under a writer that commits every 20 ms', async () => {
    makeLedger(live, { mode, filler: 1500 })
    const writer = await startWriter(live, 20, 5)
    for (let turn = 0; turn < 12; turn += 1) {
      const to = path.join(folder, `saved-${turn}.sqlite3`)
      const copy = await tool.save({ from: live, to, lockMs: 10_000, verify: turn % 2 === 0 }, calm)
      expect(copy.sourceJournalMode).toBe(mode)
      expect(copy.sha256).toBe(turn % 2 === 0 ? sha256(to) : '')
    }
    const commits = await writer.ended
    expect(commits).toBeGreaterThan(10)
    for (let turn = 0; turn < 12; turn += 1)
      expect(ledgerIsWhole(path.join(folder, `saved-${turn}.sqlite3`))).toBe(true)
    const logs = [...Array(12).keys()].map((turn) =>
      Number(rows(path.join(folder, `saved-${turn}.sqlite3`), 'SELECT logs FROM counter')[0]?.['logs']),
    )
    expect(logs).toEqual(logs.toSorted((a, b) => a - b))
    expect(ledgerIsWhole(live)).toBe(true)
  })

  it('restores under a connection that stays open: it sees the new rows and can write', async () => {
    makeLibrary(saved, { books: 100 })
    makeLibrary(live, { mode })
    const other = await connect(live)
    expect(await other.run('SELECT count(*) FROM book')).toEqual([[300]])
    await restore()
    expect(await other.run('SELECT count(*) FROM book')).toEqual([[100]])
    await other.run("INSERT INTO author (name) VALUES ('after')")
    expect(await other.run('SELECT count(*) FROM author')).toEqual([[21]])
    expect(await other.run('PRAGMA integrity_check')).toEqual([['ok']])
    expect(await other.run('PRAGMA journal_mode')).toEqual([[mode]])
    await other.kill()
  })

  it('names who holds the lock when its time is up, and changes nothing', async () => {
    makeLibrary(saved, { books: 100 })
    makeLibrary(live, { mode })
    const other = await connect(live)
    await other.run('BEGIN EXCLUSIVE')
    await other.run('DELETE FROM author')
    const before = performance.now()
    const to = path.join(folder, 'refused.sqlite3')
    const refused = [
      await problemOfWork(tool.save({ from: live, to, lockMs: 400, verify: true }, calm)),
      await problemOfWork(restore(400)),
    ]
    expect(performance.now() - before).toBeLessThan(5000)
    for (const problem of refused) {
      expect(problem).toMatchObject({ code: 'database-locked', facts: { path: live, waitedMs: 400 } })
      // Elsewhere than on Linux nobody is named yet.
      const named = problem.fixes.filter((fix) => fix.kind === 'stop-process')
      expect(named.map((fix) => fix.pid)).toEqual(process.platform === 'linux' ? [other.pid] : [])
    }
    await other.run('ROLLBACK')
    expect(await other.run('SELECT count(*) FROM author')).toEqual([[20]])
    expect(readdirSync(folder).filter((name) => name.includes('refused'))).toEqual([])
    await other.kill()
  })

  it('restores a savepoint of another page size', async () => {
    run(saved, 'PRAGMA page_size=16384', 'CREATE TABLE t (a)', "INSERT INTO t VALUES ('other pages')")
    makeLibrary(live, { mode })
    await restore()
    expect(rows(live, 'SELECT a FROM t')).toEqual([{ a: 'other pages' }])
    expect(rows(live, 'PRAGMA journal_mode')).toEqual([{ journal_mode: mode }])
    expect(rows(live, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  it('restores a savepoint of another journal mode, encoding and vacuum mode, and keeps its own journal mode', async () => {
    const other = mode === 'wal' ? 'delete' : 'wal'
    run(
      saved,
      "PRAGMA encoding='UTF-16le'",
      'PRAGMA auto_vacuum=2',
      `PRAGMA journal_mode=${other}`,
      'CREATE TABLE t (a)',
      "INSERT INTO t VALUES ('ä')",
    )
    makeLibrary(live, { mode })
    await restore()
    expect(rows(live, 'SELECT a FROM t')).toEqual([{ a: 'ä' }])
    expect(rows(live, 'PRAGMA journal_mode')).toEqual([{ journal_mode: mode }])
    expect(await tool.sameContent(live, saved, calm)).toBe(true)
  })
})

describe('readers', () => {
  it('keep their old view in WAL mode, and neither a save nor a restore waits for them', async () => {
    makeLibrary(live, { mode: 'wal' })
    const reader = await connect(live)
    const writer = await connect(live)
    await reader.run('BEGIN')
    expect(await reader.run('SELECT count(*) FROM book')).toEqual([[300]])
    await writer.run('DELETE FROM book WHERE id <= 100')
    // The reader's old state keeps the -wal from being checkpointed: the copy is made by SQLite's backup.
    const copy = await tool.save({ from: live, to: saved, lockMs: 1000, verify: true }, calm)
    expect(copy.check.facts.tables).toContainEqual({ table: 'book', rows: 200 })
    await writer.run('DELETE FROM book')
    await restore(1000)
    expect(await reader.run('SELECT count(*) FROM book')).toEqual([[300]])
    await reader.run('COMMIT')
    expect(await reader.run('SELECT count(*) FROM book')).toEqual([[200]])
    expect(await writer.run('SELECT count(*) FROM book')).toEqual([[200]])
    await reader.kill()
    await writer.kill()
  })

  it('are waited for in DELETE mode, no longer than was said', async () => {
    makeLibrary(saved, { books: 100 })
    makeLibrary(live)
    const reader = await connect(live)
    await reader.run('BEGIN')
    await reader.run('SELECT count(*) FROM book')
    expect((await problemOfWork(restore(500))).code).toBe('database-locked')
    const patient = restore(5000)
    await new Promise((resolve) => setTimeout(resolve, 400))
    await reader.run('COMMIT')
    await patient
    expect(await reader.run('SELECT count(*) FROM book')).toEqual([[100]])
    await reader.kill()
  })

  it('of a WAL database stop a restore of another page size with a clear problem, and nothing changes', async () => {
    run(saved, 'PRAGMA page_size=16384', 'CREATE TABLE t (a)')
    makeLibrary(live, { mode: 'wal' })
    const reader = await connect(live)
    await reader.run('SELECT count(*) FROM book')
    const problem = await problemOfWork(restore(400))
    expect(problem.code).toBe('database-locked')
    expect(await reader.run('SELECT count(*) FROM book')).toEqual([[300]])
    expect(await reader.run('PRAGMA journal_mode')).toEqual([['wal']])
    await reader.kill()
  })
})

describe('cancelling', () => {
  it('removes what was written, lets the database go, and says so', async () => {
    makeLedger(live, { filler: 20_000 })
    for (const afterMs of [5, 30, 60, 120]) {
      const stop = new AbortController()
      const work = tool.save(
        { from: live, to: saved, lockMs: 1000, verify: true },
        { ...calm, signal: stop.signal },
      )
      setTimeout(() => stop.abort(), afterMs)
      expect((await problemOfWork(work)).code).toBe('cancelled')
      expect(readdirSync(folder)).toEqual(['db.sqlite3'])
      run(live, 'BEGIN EXCLUSIVE', 'COMMIT')
    }
  })

  it('is too late once the replacing has begun: then it is finished', async () => {
    makeLibrary(saved, { books: 100 })
    makeLibrary(live)
    const stop = new AbortController()
    let late = false
    const task = {
      signal: stop.signal,
      report: ({ step }: { readonly step: string }) => {
        if (step !== 'replacing') return
        late = true
        stop.abort()
      },
    }
    await tool.restore(
      { from: saved, into: live, lockMs: 1000, beforeReplacing: async () => undefined },
      task,
    )
    expect(late).toBe(true)
    expect(await tool.sameContent(live, saved, calm)).toBe(true)
  })
})

describe('progress', () => {
  it('is told in real bytes, up to all of them', async () => {
    makeLedger(live, { filler: 20_000 })
    const seen: { readonly done: number; readonly total: number | null }[] = []
    const task = {
      ...calm,
      report: (progress: Parameters<typeof calm.report>[0]) =>
        void (progress.step === 'copying' && progress.amount !== null && seen.push(progress.amount)),
    }
    await tool.save({ from: live, to: saved, lockMs: 1000, verify: false }, task)
    expect(seen[0]?.done).toBe(0)
    expect(seen.every(({ total }) => total === readFileSync(live).length)).toBe(true)
    expect(seen.at(-1)?.done).toBe(readFileSync(live).length)
  })
})
