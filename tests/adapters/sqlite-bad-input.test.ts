import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { makeLibrary, rows, run, sha256, temporaryFolder } from './sqlite-support/databases.ts'
import { connect } from './sqlite-support/other-program.ts'
import { calm, problemOfWork, realTool } from './sqlite-support/tool.ts'

const tool = realTool()
afterAll(() => tool.close())

let folder: string
let live: string
let saved: string
const inFolder = (name: string) => path.join(folder, name)
const save = (from = live, to = saved) => tool.save({ from, to, lockMs: 2000, verify: true }, calm)
const restore = (from: string, into: string) =>
  tool.restore({ from, into, lockMs: 2000, beforeReplacing: async () => undefined }, calm)

beforeEach(() => {
  folder = temporaryFolder()
  live = inFolder('db.sqlite3')
  saved = inFolder('saved.sqlite3')
})

describe('a file that is not what it should be', () => {
  it('says that a folder is a folder', async () => {
    mkdirSync(live)
    const problem = await problemOfWork(save())
    expect(problem.code).toBe('database-is-folder')
    expect((await problemOfWork(tool.look(live, calm))).code).toBe('database-is-folder')
  })

  it('says how much of a cut-off file is missing', async () => {
    makeLibrary(live, { books: 2000 })
    const whole = readFileSync(live).length
    truncateSync(live, whole - 3 * 4096 - 100)
    const problem = await problemOfWork(save())
    expect(problem.code).toBe('database-truncated')
    expect(problem.facts).toMatchObject({ path: live, expected: whole, bytes: whole - 3 * 4096 - 100 })
    expect(readdirSync(folder)).toEqual(['db.sqlite3'])
  })

  it('says so when only a part of the last page is missing', async () => {
    makeLibrary(live)
    truncateSync(live, readFileSync(live).length - 100)
    expect((await problemOfWork(save())).code).toBe('database-truncated')
  })

  it('finds a broken page in the copy, and keeps no copy of it', async () => {
    makeLibrary(live, { books: 3000 })
    const bytes = readFileSync(live)
    const at = 4096 * (Math.floor(bytes.length / 4096) - 30)
    writeFileSync(live, bytes.fill(0xa5, at, at + 4096))
    const problem = await problemOfWork(save())
    expect(problem.code).toBe('database-damaged')
    expect(problem.safe).toBe('nothing-was-changed')
    expect(problem.evidence.length).toBeGreaterThan(0)
    expect(readdirSync(folder)).toEqual(['db.sqlite3'])
  })

  it('tells an encrypted database from a file that is something else', async () => {
    writeFileSync(live, randomBytes(16 * 4096))
    expect((await problemOfWork(save())).code).toBe('database-encrypted')
    writeFileSync(live, Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), randomBytes(16 * 4096 - 4)]))
    expect((await problemOfWork(save())).code).toBe('database-not-sqlite')
    writeFileSync(live, 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n')
    expect((await problemOfWork(save())).code).toBe('database-not-sqlite')
  })

  it('names the orphan when there is a -wal without its database, and creates nothing', async () => {
    writeFileSync(`${live}-wal`, randomBytes(5000))
    const problem = await problemOfWork(save())
    expect(problem).toMatchObject({ code: 'database-missing', facts: { orphanWalBytes: 5000 } })
    expect(readdirSync(folder)).toEqual(['db.sqlite3-wal'])
  })

  it('sets an orphan -wal aside when a database is made in its place', async () => {
    const source = inFolder('source.sqlite3')
    makeLibrary(source)
    writeFileSync(`${live}-wal`, 'of another database')
    await restore(source, live)
    expect(rows(live, 'SELECT count(*) AS n FROM book')).toEqual([{ n: 300 }])
    const aside = readdirSync(folder).find((name) => name.startsWith('db.sqlite3-wal.stale-'))
    expect(readFileSync(inFolder(aside ?? ''), 'utf8')).toBe('of another database')
  })

  it('replaces a damaged database and keeps its -wal from coming back', async () => {
    const source = inFolder('source.sqlite3')
    makeLibrary(source)
    makeLibrary(live)
    writeFileSync(live, readFileSync(live).subarray(0, 5 * 4096))
    await restore(source, live)
    expect(await tool.sameContent(live, source, calm)).toBe(true)
    expect(existsSync(`${live}.partial`)).toBe(false)
  })

  it('refuses to restore from what is no database, before anything changes', async () => {
    const source = inFolder('source.sqlite3')
    writeFileSync(source, 'no database at all'.repeat(100))
    makeLibrary(live)
    const before = sha256(live)
    expect((await problemOfWork(restore(source, live))).code).toBe('database-not-sqlite')
    expect((await problemOfWork(restore(inFolder('none'), live))).code).toBe('database-missing')
    expect(sha256(live)).toBe(before)
  })

  it('saves a database without tables and without rows', async () => {
    run(live, 'CREATE TABLE t (a)', 'DROP TABLE t')
    const copy = await save()
    expect(copy.check.facts.tables).toEqual([])
    expect(copy.check.facts.migrations).toEqual([])
  })

  it('restores into an empty file', async () => {
    const source = inFolder('source.sqlite3')
    makeLibrary(source)
    writeFileSync(live, '')
    await restore(source, live)
    expect(await tool.sameContent(live, source, calm)).toBe(true)
  })
})

describe('what a crash left behind', () => {
  it('lets SQLite roll back a hot journal before it saves', async () => {
    makeLibrary(live, { books: 3000 })
    const before = rows(live, 'SELECT count(*) AS n, sum(length(body)) AS s FROM book')
    const hot = inFolder('hot.sqlite3')
    const untouched = sha256(live)
    const other = await connect(live)
    // So small a cache that half of the transaction is in the file when the process dies.
    await other.run('PRAGMA cache_size=5')
    await other.run('BEGIN IMMEDIATE')
    await other.run("UPDATE book SET body = 'overwritten'")
    copyFileSync(live, hot)
    copyFileSync(`${live}-journal`, `${hot}-journal`)
    await other.kill()
    expect(sha256(hot)).not.toBe(untouched)
    await save(hot)
    expect(rows(saved, 'SELECT count(*) AS n, sum(length(body)) AS s FROM book')).toEqual(before)
  })

  it('saves what is only in the -wal of a killed program', async () => {
    makeLibrary(live, { mode: 'wal' })
    const other = await connect(live)
    await other.run('PRAGMA wal_autocheckpoint=0')
    await other.run("INSERT INTO author (name) VALUES ('only in the wal')")
    await other.kill()
    expect(existsSync(`${live}-wal`)).toBe(true)
    const copy = await save()
    expect(copy.sourceJournalMode).toBe('wal')
    expect(rows(saved, "SELECT count(*) AS n FROM author WHERE name = 'only in the wal'")).toEqual([{ n: 1 }])
  })

  it('never lets a left-over -wal bring old rows back after a restore', async () => {
    const source = inFolder('source.sqlite3')
    makeLibrary(source, { books: 100 })
    makeLibrary(live, { mode: 'wal' })
    const other = await connect(live)
    await other.run('PRAGMA wal_autocheckpoint=0')
    await other.run('DELETE FROM book')
    await other.run("INSERT INTO book (title, body, author_id) VALUES ('old', 'old', 1)")
    await other.kill()
    await restore(source, live)
    expect(await tool.sameContent(live, source, calm)).toBe(true)
    expect(rows(live, 'SELECT count(*) AS n FROM book')).toEqual([{ n: 100 }])
    expect(rows(live, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  })
})

describe('paths', () => {
  it.each([
    "with space and 'apostrophe'",
    'hash # percent %20 question ? & = ;',
    'ünïcödé 数据库 🗄',
    'file:looks-like-a-uri',
  ])('saves, looks, compares and restores in "%s"', async (name) => {
    mkdirSync(inFolder(name))
    const odd = path.join(folder, name, `db ${name}.sqlite3`)
    const copy = path.join(folder, name, `copy ${name}.sqlite3`)
    makeLibrary(inFolder('plain'))
    copyFileSync(inFolder('plain'), odd)
    await save(odd, copy)
    expect((await tool.look(copy, calm)).tables).toContainEqual({ table: 'book', rows: 300 })
    await restore(copy, odd)
    expect((await tool.compare(odd, copy, calm)).same).toBe(true)
    expect(readdirSync(path.join(folder, name))).toHaveLength(2)
  })
})

describe('read-only and full', () => {
  it('saves a read-only database, and its copy can be finished and removed', async () => {
    makeLibrary(live)
    chmodSync(live, 0o444)
    const copy = await save()
    expect(copy.check.quickCheck).toBe('ok')
  })

  it('asks for the space before it writes a byte, for saves and for restores', async () => {
    makeLibrary(live)
    const small = realTool({ freeBytes: async () => 1000 })
    try {
      const problem = await problemOfWork(
        small.save({ from: live, to: saved, lockMs: 1000, verify: true }, calm),
      )
      const bytes = readFileSync(live).length
      expect(problem).toMatchObject({
        code: 'disk-full',
        facts: { folder, bytesNeeded: bytes, bytesFree: 1000 },
      })
      expect(problem.fixes).toContainEqual({
        kind: 'free-disk-space',
        folder,
        bytesNeeded: bytes,
        bytesFree: 1000,
      })
      await save()
      const before = sha256(live)
      const refused = small.restore(
        { from: saved, into: live, lockMs: 1000, beforeReplacing: async () => undefined },
        calm,
      )
      expect((await problemOfWork(refused)).code).toBe('disk-full')
      expect(sha256(live)).toBe(before)
    } finally {
      await small.close()
    }
  })

  it('names the folder that a save may not be written to', async () => {
    makeLibrary(live)
    const problem = await problemOfWork(save(live, path.join(folder, 'no such folder', 'saved.sqlite3')))
    expect(problem.code).toBe('folder-not-writable')
  })

  it('keeps bytes after the last page of a file out of the way of the check', async () => {
    makeLibrary(live)
    appendFileSync(live, Buffer.alloc(4096))
    expect((await save()).check.facts.tables).toContainEqual({ table: 'book', rows: 300 })
  })
})
