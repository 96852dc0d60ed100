import { DatabaseSync } from 'node:sqlite'
import type { AppliedRow, TableDelta } from '../../contract/savepoint.ts'
import { compareTable } from './compare-table.ts'
import { appliedMigrations, countRows, userTables, type UserTable } from './facts.ts'
import type { Compared, RequestOf } from './messages.ts'
import { uriToRead } from './open-database.ts'
import { literal, numberAt } from './rows.ts'
import { whenUnlocked, type Work } from './work.ts'

/** Both files in one read transaction of one in-memory connection. `added` is what is only in after. */
export async function compare(request: RequestOf<'compare'>, work: Work): Promise<Compared> {
  const deadline = performance.now() + request.lockMs
  work.at('opening')
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
  try {
    database.exec('PRAGMA mmap_size=2147418112; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE')
    for (const [name, path] of [
      ['before', request.before],
      ['after', request.after],
    ] as const)
      await whenUnlocked(deadline, work, () => {
        database.exec(`ATTACH ${literal(uriToRead(path, 'live'))} AS ${name}`)
      })
    await whenUnlocked(deadline, work, () => begin(database))
    work.at('comparing')
    return compareAttached(database, work)
  } finally {
    database.close()
  }
}

function begin(database: DatabaseSync): void {
  database.exec('BEGIN')
  try {
    for (const name of ['before', 'after']) database.exec(`SELECT 1 FROM ${name}.sqlite_master LIMIT 1`)
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function compareAttached(database: DatabaseSync, work: Work): Compared {
  const before = byName(userTables(database, 'before'))
  const after = byName(userTables(database, 'after'))
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  const tables = names.map((name, done) => {
    work.progress('counting', { done, total: names.length, unit: 'tables' }, name)
    return deltaOf(database, before.get(name), after.get(name))
  })
  const migrations = migrationsDelta(database)
  const sameSchema = schemaDifferences(database) === 0
  const same = tables.every(
    (table) =>
      table.added + table.removed + table.changed === 0 &&
      !table.schemaChanged &&
      table.before === table.after,
  )
  return { same, sameSchema, tables, migrations }
}

/** SQLite doesn't tell names apart by case. */
function byName(tables: readonly UserTable[]): ReadonlyMap<string, UserTable> {
  return new Map(tables.map((table) => [table.name.toLowerCase(), table]))
}

function deltaOf(
  database: DatabaseSync,
  before: UserTable | undefined,
  after: UserTable | undefined,
): TableDelta {
  const counts = {
    before: before === undefined ? null : countRows(database, before, 'before'),
    after: after === undefined ? null : countRows(database, after, 'after'),
  }
  if (before !== undefined && after !== undefined) return compareTable(database, { before, after }, counts)
  return {
    table: (after ?? before)?.name ?? '',
    ...counts,
    added: counts.after ?? 0,
    removed: counts.before ?? 0,
    changed: 0,
    schemaChanged: true,
    matchedBy: 'not-compared',
  }
}

function migrationsDelta(database: DatabaseSync): { onlyBefore: AppliedRow[]; onlyAfter: AppliedRow[] } {
  const before = appliedMigrations(database, 'before')
  const after = appliedMigrations(database, 'after')
  return { onlyBefore: missingFrom(after, before), onlyAfter: missingFrom(before, after) }
}

function missingFrom(there: readonly AppliedRow[], here: readonly AppliedRow[]): AppliedRow[] {
  const known = new Set(there.map(({ app, name }) => `${app}\0${name}`))
  return here.filter(({ app, name }) => !known.has(`${app}\0${name}`))
}

function schemaDifferences(database: DatabaseSync): number {
  const part = (name: string) => `SELECT type, name, tbl_name, sql FROM ${name}.sqlite_master`
  const minus = (a: string, b: string) => `SELECT count(*) AS n FROM (${part(a)} EXCEPT ${part(b)})`
  return numberAt(database, minus('before', 'after')) + numberAt(database, minus('after', 'before'))
}
