import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SqliteTool } from '../../src-main/core/ports.ts'
import { makeLibrary, rows, run, sha256, temporaryFolder } from './sqlite-support/databases.ts'
import { calm, problemOfWork } from './sqlite-support/tool.ts'

/** What every SqliteTool keeps, the real one and the fake. */
export function sqliteToolPromises(name: string, make: () => SqliteTool): void {
  describe(`${name} keeps the promises of a SqliteTool`, () => {
    let tool: SqliteTool
    let live: string
    let saved: string
    let folder: string
    const save = (from = live, to = saved) => tool.save({ from, to, lockMs: 2000, verify: true }, calm)
    const restore = (from: string, into: string, beforeReplacing = async () => undefined as void) =>
      tool.restore({ from, into, lockMs: 2000, beforeReplacing }, calm)

    beforeAll(() => {
      tool = make()
    })
    afterAll(() => tool.close())
    beforeEach(() => {
      folder = temporaryFolder()
      live = path.join(folder, 'db.sqlite3')
      saved = path.join(folder, 'saved.sqlite3')
      makeLibrary(live)
    })

    it('saves all rows, says what it saved, and leaves nothing else behind', async () => {
      const copy = await save()
      expect(rows(saved, 'SELECT * FROM book')).toEqual(rows(live, 'SELECT * FROM book'))
      expect(copy.bytes).toBe(statSync(saved).size)
      expect(copy.sha256).toBe(sha256(saved))
      expect(copy.check.quickCheck).toBe('ok')
      expect(copy.check.foreignKeyViolations).toBe(0)
      expect(copy.check.facts.tables).toEqual([
        { table: 'author', rows: 20 },
        { table: 'book', rows: 300 },
        { table: 'django_migrations', rows: 2 },
      ])
      expect(copy.check.facts.migrations.map(({ app, name }) => [app, name])).toEqual([
        ['library', '0001_initial'],
        ['library', '0002_book'],
      ])
      expect(readdirSync(folder).sort()).toEqual(['db.sqlite3', 'saved.sqlite3'])
    })

    it('never writes over a file that is there', async () => {
      writeFileSync(saved, 'mine')
      expect((await problemOfWork(save())).code).toBe('file-exists')
      expect(readFileSync(saved, 'utf8')).toBe('mine')
    })

    it('tells a missing, an empty and a foreign file apart', async () => {
      const foreign = path.join(folder, 'foreign')
      const empty = path.join(folder, 'empty')
      writeFileSync(foreign, 'this is not a database, only a text\n'.repeat(50))
      writeFileSync(empty, '')
      expect((await problemOfWork(save(path.join(folder, 'none')))).code).toBe('database-missing')
      expect((await problemOfWork(save(empty))).code).toBe('database-empty')
      expect((await problemOfWork(save(foreign))).code).toBe('database-not-sqlite')
      expect((await problemOfWork(tool.check(foreign, calm))).code).toBe('database-not-sqlite')
      expect((await problemOfWork(tool.look(foreign, calm))).code).toBe('database-not-sqlite')
      expect(existsSync(saved)).toBe(false)
      expect(existsSync(path.join(folder, 'none'))).toBe(false)
    })

    it('stops before it starts when it is already cancelled', async () => {
      const task = { signal: AbortSignal.abort(), report: () => undefined }
      const work = tool.save({ from: live, to: saved, lockMs: 2000, verify: true }, task)
      expect((await problemOfWork(work)).code).toBe('cancelled')
      expect(readdirSync(folder)).toEqual(['db.sqlite3'])
    })

    it('checks and looks without leaving a trace', async () => {
      await save()
      const before = sha256(saved)
      expect((await tool.check(saved, calm)).quickCheck).toBe('ok')
      expect((await tool.look(saved, calm)).tables).toContainEqual({ table: 'book', rows: 300 })
      expect(sha256(saved)).toBe(before)
      expect(readdirSync(folder).sort()).toEqual(['db.sqlite3', 'saved.sqlite3'])
    })

    it('brings back what was saved, and says so once right before', async () => {
      await save()
      run(live, 'DELETE FROM book WHERE id > 10', 'DROP TABLE author')
      let calls = 0
      await restore(saved, live, async () => {
        calls += 1
        expect(rows(live, 'SELECT count(*) AS n FROM book')).toEqual([{ n: 10 }])
      })
      expect(calls).toBe(1)
      expect(rows(live, 'SELECT * FROM book')).toEqual(rows(saved, 'SELECT * FROM book'))
      expect(rows(live, 'SELECT count(*) AS n FROM author')).toEqual([{ n: 20 }])
    })

    it('makes the database when there is none, and replaces one that is none', async () => {
      await save()
      const missing = path.join(folder, 'missing.sqlite3')
      const broken = path.join(folder, 'broken.sqlite3')
      writeFileSync(broken, 'once a database'.repeat(100))
      for (const target of [missing, broken]) {
        await restore(saved, target)
        expect(rows(target, 'SELECT * FROM book')).toEqual(rows(saved, 'SELECT * FROM book'))
      }
    })

    it('leaves the database alone when the last word before replacing is no', async () => {
      await save()
      run(live, 'DELETE FROM book')
      const before = sha256(live)
      const no = restore(saved, live, () => Promise.reject(new Error('no')))
      await expect(no).rejects.toThrow('no')
      expect(sha256(live)).toBe(before)
    })

    it('knows whether two databases have the same rows', async () => {
      await save()
      expect(await tool.sameContent(live, saved, calm)).toBe(true)
      run(live, "UPDATE book SET title = 'changed' WHERE id = 7")
      expect(await tool.sameContent(live, saved, calm)).toBe(false)
    })

    it('counts what was added, removed and changed, table by table', async () => {
      await save()
      run(live, 'DELETE FROM book WHERE id <= 5', "INSERT INTO author (name) VALUES ('new')")
      const found = await tool.compare(saved, live, calm)
      expect(found.same).toBe(false)
      const numbers = found.tables.map(({ table, added, removed }) => [table, added, removed])
      expect(numbers).toEqual([
        ['author', 1, 0],
        ['book', 0, 5],
        ['django_migrations', 0, 0],
      ])
      expect((await tool.compare(saved, saved, calm)).same).toBe(true)
    })

    it('keeps a damaged database byte for byte', async () => {
      const broken = path.join(folder, 'broken.sqlite3')
      const kept = path.join(folder, 'kept.sqlite3')
      copyFileSync(live, broken)
      writeFileSync(broken, readFileSync(live).fill(7, 0, 200))
      const files = await tool.keepAsIs({ from: broken, to: kept }, calm)
      expect(files).toEqual([
        { path: kept, role: 'database', bytes: statSync(broken).size, sha256: sha256(broken) },
      ])
      expect(sha256(kept)).toBe(sha256(broken))
    })

    it('gives the lock of a project to one at a time', async () => {
      const lock = path.join(folder, 'lock')
      const first = await tool.holdProjectLock(lock)
      expect(first).not.toBeNull()
      expect(await tool.holdProjectLock(lock)).toBeNull()
      await first?.release()
      const second = await tool.holdProjectLock(lock)
      expect(second).not.toBeNull()
      await second?.release()
    })
  })
}
