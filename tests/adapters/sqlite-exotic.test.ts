import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { makeLedger, rows, run, temporaryFolder } from './sqlite-support/databases.ts'
import { calm, problemOfWork, realTool } from './sqlite-support/tool.ts'

const tool = realTool()
afterAll(() => tool.close())

let folder: string
let live: string
let saved: string
const save = () => tool.save({ from: live, to: saved, lockMs: 2000, verify: true }, calm)

beforeEach(() => {
  folder = temporaryFolder()
  live = path.join(folder, 'db.sqlite3')
  saved = path.join(folder, 'saved.sqlite3')
})

async function saveChangeRestore(change: string): Promise<void> {
  await save()
  expect(await tool.sameContent(live, saved, calm)).toBe(true)
  run(live, change)
  expect(await tool.sameContent(live, saved, calm)).toBe(false)
  await tool.restore({ from: saved, into: live, lockMs: 2000, beforeReplacing: async () => undefined }, calm)
  expect(await tool.sameContent(live, saved, calm)).toBe(true)
}

describe('schemas that a Django project may have', () => {
  it('keeps full-text search, WITHOUT ROWID, generated columns, views, triggers and strict tables', async () => {
    run(
      live,
      `CREATE VIRTUAL TABLE search USING fts5(title, body);
       INSERT INTO search VALUES ('one', 'two three'), ('four', 'five');
       CREATE TABLE pair (a text COLLATE NOCASE, b integer, PRIMARY KEY (a, b)) WITHOUT ROWID;
       INSERT INTO pair VALUES ('x', 1), ('y', 2);
       CREATE TABLE made (n integer, twice integer GENERATED ALWAYS AS (n * 2) STORED, half AS (n / 2));
       INSERT INTO made (n) VALUES (10), (20), (20);
       CREATE TABLE firm (id integer PRIMARY KEY, t text) STRICT;
       INSERT INTO firm VALUES (1, 'a');
       CREATE VIEW shown AS SELECT n FROM made;
       CREATE TRIGGER keep AFTER INSERT ON firm BEGIN UPDATE made SET n = n + 1; END`,
    )
    const { check } = await save()
    expect(check.facts.tables).toEqual([
      { table: 'firm', rows: 1 },
      { table: 'made', rows: 3 },
      { table: 'pair', rows: 2 },
      { table: 'search', rows: 2 },
    ])
    expect(rows(saved, "SELECT body FROM search WHERE search MATCH 'three'")).toEqual([{ body: 'two three' }])
    const { tables } = await tool.compare(saved, live, calm)
    expect(tables.map(({ table, matchedBy }) => [table, matchedBy])).toEqual([
      ['firm', 'primary-key'],
      ['made', 'whole-row'],
      ['pair', 'primary-key'],
      ['search', 'whole-row'],
    ])
  })

  it('saves tables whose collation and functions only the project knows', async () => {
    const python = process.platform === 'win32' ? 'python' : 'python3'
    execFileSync(python, [
      '-c',
      `import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.create_collation('own', lambda a, b: (a > b) - (a < b))
c.create_function('own_fn', 1, lambda x: x, deterministic=True)
c.executescript("CREATE TABLE a (x text COLLATE own, y); CREATE INDEX ax ON a (x); INSERT INTO a VALUES ('q', 1), ('r', 2);"
  "CREATE TABLE b (k text COLLATE own PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO b VALUES ('q', 1);"
  "CREATE TABLE n (a CHECK (own_fn(a) = a)); INSERT INTO n VALUES (1); CREATE INDEX fx ON n (own_fn(a))")
c.commit()`,
      live,
    ])
    const { check } = await save()
    expect(check.quickCheck).toBe('ok')
    expect(check.facts.tables).toEqual([
      { table: 'a', rows: 2 },
      { table: 'b', rows: 1 },
      { table: 'n', rows: 1 },
    ])
    expect((await tool.compare(saved, live, calm)).same).toBe(true)
    expect(await tool.sameContent(live, saved, calm)).toBe(true)
  })

  it.each([512, 65_536])('works with pages of %i bytes', async (size) => {
    run(
      live,
      `PRAGMA page_size=${size}`,
      'PRAGMA auto_vacuum=1',
      'CREATE TABLE t (a)',
      'INSERT INTO t VALUES (zeroblob(200000)), (1)',
    )
    await saveChangeRestore('DELETE FROM t WHERE a = 1')
    expect(rows(live, 'PRAGMA page_size')).toEqual([{ page_size: size }])
  })

  it('does not call rows that break a constraint damage', async () => {
    run(
      live,
      'CREATE TABLE t (a CHECK (a > 0), b)',
      'PRAGMA ignore_check_constraints=ON',
      'INSERT INTO t VALUES (-1, NULL)',
    )
    expect((await save()).check.quickCheck).toBe('ok')
  })

  it('counts foreign keys that lead nowhere', async () => {
    run(
      live,
      'CREATE TABLE p (id integer PRIMARY KEY)',
      'CREATE TABLE c (p integer REFERENCES p (id))',
      'INSERT INTO c VALUES (1), (2), (NULL)',
    )
    expect((await save()).check.foreignKeyViolations).toBe(2)
  })
})

describe('comparing', () => {
  it('sees changed rows, other types of the same value, other columns, and tables on one side only', async () => {
    run(
      live,
      'CREATE TABLE t (id integer PRIMARY KEY, v)',
      "INSERT INTO t VALUES (1, 1), (2, 'a'), (3, NULL), (4, 'same')",
      'CREATE TABLE gone (a)',
      'INSERT INTO gone VALUES (1)',
    )
    await save()
    run(
      live,
      'UPDATE t SET v = 1.5 WHERE id = 1',
      "UPDATE t SET v = 'A' WHERE id = 2",
      "UPDATE t SET v = '' WHERE id = 3",
      'DROP TABLE gone',
      'CREATE TABLE fresh (a)',
    )
    const found = await tool.compare(saved, live, calm)
    expect(found.tables).toMatchObject([
      { table: 'fresh', before: null, after: 0, added: 0, removed: 0 },
      { table: 'gone', before: 1, after: null, added: 0, removed: 1 },
      {
        table: 't',
        before: 4,
        after: 4,
        added: 0,
        removed: 0,
        changed: 3,
        schemaChanged: false,
        matchedBy: 'primary-key',
      },
    ])
    expect(found.same).toBe(false)
    run(live, 'ALTER TABLE t ADD COLUMN extra text')
    const [, , t] = (await tool.compare(saved, live, calm)).tables
    expect(t).toMatchObject({ changed: 3, schemaChanged: true })
  })

  it('counts the same row twice as two, and names the migrations on one side only', async () => {
    run(
      live,
      'CREATE TABLE bag (a)',
      'INSERT INTO bag VALUES (1), (1), (2)',
      'CREATE TABLE django_migrations (id integer PRIMARY KEY, app, name, applied)',
      "INSERT INTO django_migrations VALUES (1, 'a', '0001', '2026-01-01 00:00:00')",
    )
    await save()
    run(
      live,
      'DELETE FROM bag WHERE rowid = 1',
      "INSERT INTO django_migrations VALUES (2, 'a', '0002', '2026-01-02 00:00:00')",
    )
    const found = await tool.compare(saved, live, calm)
    expect(found.tables[0]).toMatchObject({ table: 'bag', added: 0, removed: 1, matchedBy: 'whole-row' })
    expect(found.migrations).toEqual({
      onlyBefore: [],
      onlyAfter: [{ app: 'a', name: '0002', appliedAt: '2026-01-02T00:00:00Z' }],
    })
  })
})

/** A small disk of its own, where this machine lets us mount one. */
function mountSmallDisk(at: string, options: string): string | null {
  try {
    mkdirSync(at)
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at], { stdio: 'pipe' })
    return null
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'mount failed') : String(error)
  }
}

describe('a disk that fills up or is read-only', () => {
  it('in the middle of a save: the partial file goes, the problem says disk-full', async ({ skip }) => {
    const disk = path.join(folder, 'disk')
    const why = mountSmallDisk(disk, 'size=2m')
    if (why !== null) skip(`no small disk here: ${why}`)
    const hopeful = realTool({ freeBytes: async () => 1e12 })
    try {
      makeLedger(live, { filler: 2000 })
      const problem = await problemOfWork(
        hopeful.save({ from: live, to: path.join(disk, 'saved'), lockMs: 1000, verify: true }, calm),
      )
      expect(problem.code).toBe('disk-full')
      expect(readdirSync(disk)).toEqual([])
    } finally {
      await hopeful.close()
      execFileSync('umount', [disk])
    }
  })

  it('in the middle of a restore: the database is as before', async ({ skip }) => {
    const disk = path.join(folder, 'disk')
    const why = mountSmallDisk(disk, 'size=3m')
    if (why !== null) skip(`no small disk here: ${why}`)
    const hopeful = realTool({ freeBytes: async () => 1e12 })
    try {
      makeLedger(live, { filler: 2000 })
      const target = path.join(disk, 'db.sqlite3')
      run(target, 'CREATE TABLE t (a)', "INSERT INTO t VALUES ('before')")
      const work = hopeful.restore(
        { from: live, into: target, lockMs: 1000, beforeReplacing: async () => undefined },
        calm,
      )
      expect(await problemOfWork(work)).toMatchObject({ code: 'disk-full', safe: 'database-as-before' })
      expect(rows(target, 'SELECT a FROM t')).toEqual([{ a: 'before' }])
    } finally {
      await hopeful.close()
      execFileSync('umount', [disk])
    }
  })

  it('read-only: saves from it, refuses to restore into it before anything else', async ({ skip }) => {
    const disk = path.join(folder, 'disk')
    const why = mountSmallDisk(disk, 'size=8m')
    if (why !== null) skip(`no small disk here: ${why}`)
    try {
      const target = path.join(disk, 'db.sqlite3')
      run(target, 'CREATE TABLE t (a)', "INSERT INTO t VALUES ('before')")
      execFileSync('mount', ['-o', 'remount,ro', disk])
      await tool.save({ from: target, to: saved, lockMs: 1000, verify: true }, calm)
      const work = tool.restore(
        { from: saved, into: target, lockMs: 1000, beforeReplacing: async () => undefined },
        calm,
      )
      expect((await problemOfWork(work)).code).toBe('database-read-only')
      const there = tool.save({ from: saved, to: path.join(disk, 'copy'), lockMs: 1000, verify: true }, calm)
      expect((await problemOfWork(there)).code).toBe('folder-not-writable')
    } finally {
      execFileSync('umount', [disk])
    }
  })
})
