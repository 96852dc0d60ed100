import type { DatabaseSync } from 'node:sqlite'
import type { AppliedRow, TableCount } from '../../contract/savepoint.ts'
import type { SqliteFacts } from '../../core/ports.ts'
import { literal, numberAt, quoted, textAt } from './rows.ts'

export type UserTable = {
  readonly name: string
  readonly type: 'table' | 'virtual'
  readonly withoutRowid: boolean
}

/** Tables with rows of the user: SQLite's own and the shadow tables of virtual ones are left out. Sorted by name. */
export function userTables(database: DatabaseSync, schema = 'main'): readonly UserTable[] {
  const rows = database
    .prepare(
      `SELECT name, type, wr FROM pragma_table_list WHERE schema = ? AND type IN ('table', 'virtual')
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all(schema)
  return rows.map((row) => ({
    name: String(row['name']),
    type: row['type'] === 'virtual' ? 'virtual' : 'table',
    withoutRowid: row['wr'] === 1,
  }))
}

/** Null for a table that can't be counted here: a virtual one of an extension that SQLite doesn't have in this program. */
export function countRows(database: DatabaseSync, table: UserTable, schema = 'main'): number | null {
  const from = `${quoted(schema)}.${quoted(table.name)}`
  const cells = table.withoutRowid ? '' : "AND pagetype = 'leaf'"
  const ways = [
    `SELECT count(*) FROM ${from}`,
    // An index may need a collation that only the project's own code defines.
    `SELECT count(*) FROM ${from} NOT INDEXED`,
    // A WITHOUT ROWID table keyed by such a collation can't be read, but its cells can be counted.
    `SELECT coalesce(sum(ncell), 0) FROM dbstat(${literal(schema)}) WHERE name = ${literal(table.name)} ${cells}`,
  ]
  for (const sql of table.type === 'virtual' ? ways.slice(0, 1) : ways) {
    try {
      return numberAt(database, sql)
    } catch (error) {
      // Only what this SQLite doesn't know: damage and locks are for the caller.
      if (!isUnknownHere(error)) throw error
    }
  }
  return null
}

/** SQLITE_ERROR with its extended codes: no such collation, module or function. */
export function isUnknownHere(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === 1
  )
}

export function factsOf(
  database: DatabaseSync,
  onTable: (done: number, total: number, name: string) => void,
): SqliteFacts {
  const tables = userTables(database)
  const counts: TableCount[] = []
  for (const [done, table] of tables.entries()) {
    onTable(done, tables.length, table.name)
    const rows = countRows(database, table)
    if (rows !== null) counts.push({ table: table.name, rows })
  }
  return {
    journalMode: textAt(database, 'PRAGMA journal_mode'),
    pageSize: numberAt(database, 'PRAGMA page_size'),
    pages: numberAt(database, 'PRAGMA page_count'),
    sqliteVersion: textAt(database, 'SELECT sqlite_version()'),
    tables: counts,
    migrations: appliedMigrations(database),
  }
}

/** In the order of their application; none when there is no such table or it isn't Django's. */
export function appliedMigrations(database: DatabaseSync, schema = 'main'): readonly AppliedRow[] {
  const rows = database.prepare('SELECT name FROM pragma_table_info(?, ?)').all('django_migrations', schema)
  const columns = new Set(rows.map((row) => row['name']))
  if (!['id', 'app', 'name', 'applied'].every((column) => columns.has(column))) return []
  return database
    .prepare(`SELECT app, name, applied FROM ${quoted(schema)}.django_migrations ORDER BY id`)
    .all()
    .map((row) => ({
      app: String(row['app']),
      name: String(row['name']),
      appliedAt: isoTime(String(row['applied'])),
    }))
}

/** Django writes UTC as '2026-11-21 10:15:00.123456' (with USE_TZ, its default). Anything else stays as it is. */
function isoTime(text: string): string {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text
}
