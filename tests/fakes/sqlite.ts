import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { SqliteCheck, SqliteFacts, SqliteTool } from '../../src-main/core/ports.ts'
import { problem } from '../../src-main/core/problem.ts'

/**
 * SQLite in this process: real files, real checks, no worker, no patience with locks. For rules that are about savepoints, not about
 * SQLite; it keeps the promises of `tests/adapters/sqlite-suite.ts` like the real tool.
 */
export function fakeSqlite() {
  const locks = new Set<string>()
  const tool = {
    save: async ({ from, to }, task) => {
      if (task.signal.aborted) throw problem('cancelled')
      if (existsSync(to)) throw problem('file-exists', { facts: { path: to } })
      if (!existsSync(from)) throw problem('database-missing', { facts: { path: from } })
      if (statSync(from).size === 0) throw problem('database-empty', { facts: { path: from } })
      const source = openRead(from)
      try {
        source.prepare('VACUUM INTO ?').run(`${to}.partial`)
      } catch (error) {
        throw problem('database-damaged', { facts: { path: from }, cause: error })
      } finally {
        source.close()
      }
      const check = checkOf(`${to}.partial`)
      renameSync(`${to}.partial`, to)
      return { bytes: statSync(to).size, sha256: sha256(to), check, sourceJournalMode: 'wal' }
    },
    check: async (path) => checkOf(path),
    look: async (path) => checkOf(path).facts,
    restore: async ({ from, into, beforeReplacing }) => {
      await beforeReplacing()
      copyFileSync(from, into)
    },
    sameContent: async (a, b) => JSON.stringify(dump(a)) === JSON.stringify(dump(b)),
    keepAsIs: async ({ from, to }) => {
      copyFileSync(from, to)
      return [{ path: to, role: 'database' as const, bytes: statSync(to).size, sha256: sha256(to) }]
    },
    compare: async (before, after) => {
      const then = new Map(Object.entries(dump(before)))
      const now = new Map(Object.entries(dump(after)))
      const tables = [...new Set([...then.keys(), ...now.keys()])].map((table) => {
        const old = new Set(then.get(table) ?? [])
        const young = new Set(now.get(table) ?? [])
        return {
          table,
          before: then.get(table)?.length ?? null,
          after: now.get(table)?.length ?? null,
          added: [...young].filter((row) => !old.has(row)).length,
          removed: [...old].filter((row) => !young.has(row)).length,
          changed: 0,
          schemaChanged: false,
          matchedBy: 'whole-row' as const,
        }
      })
      const same = tables.every((table) => table.added + table.removed === 0)
      return { same, tables, migrations: { onlyBefore: [], onlyAfter: [] } }
    },
    holdProjectLock: async (lockFile) => {
      if (locks.has(lockFile)) return null
      locks.add(lockFile)
      return {
        release: async () => {
          locks.delete(lockFile)
        },
      }
    },
    close: async () => undefined,
  } satisfies SqliteTool
  return { ...tool, locks }
}

function openRead(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return database
  } catch (error) {
    database.close()
    throw problem('database-not-sqlite', { facts: { path }, evidence: [String(error)], cause: error })
  }
}

function checkOf(path: string): SqliteCheck {
  const database = openRead(path)
  try {
    const quick = database.prepare('PRAGMA quick_check(1)').get()
    const foreign = database.prepare('PRAGMA foreign_key_check').all()
    const names = tablesOf(database)
    const facts: SqliteFacts = {
      journalMode: 'delete',
      pageSize: 4096,
      pages: 1,
      sqliteVersion: '3.0.0',
      tables: names.map((table) => ({
        table,
        rows: Number(database.prepare(`SELECT count(*) AS n FROM "${table}"`).get()?.['n']),
      })),
      migrations: names.includes('django_migrations')
        ? database
            .prepare('SELECT app, name, applied FROM django_migrations ORDER BY id')
            .all()
            .map((row) => ({
              app: String(row['app']),
              name: String(row['name']),
              appliedAt: String(row['applied']),
            }))
        : [],
    }
    return { quickCheck: String(quick?.['quick_check']), foreignKeyViolations: foreign.length, facts }
  } finally {
    database.close()
  }
}

function dump(path: string): Record<string, string[]> {
  const database = openRead(path)
  try {
    return Object.fromEntries(
      tablesOf(database).map((table) => [
        table,
        database
          .prepare(`SELECT * FROM "${table}"`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    )
  } finally {
    database.close()
  }
}

function tablesOf(database: DatabaseSync): string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map((row) => String(row['name']))
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
