import type { DatabaseSync } from 'node:sqlite'
import type { TableDelta } from '../../contract/savepoint.ts'
import { isUnknownHere, type UserTable } from './facts.ts'
import { quoted } from './rows.ts'

type Counts = Pick<TableDelta, 'before' | 'after'>
type Numbers = Pick<TableDelta, 'added' | 'removed' | 'changed' | 'matchedBy'>

type Columns = {
  /** Both sides have them, generated ones included. */
  readonly common: readonly string[]
  /** Declared primary key, in its order; empty when the two sides declare different ones. */
  readonly key: readonly string[]
  readonly changed: boolean
}

/** Counts in SQL; 1 and 1.0, 'a' and 'A' are different. When columns differ, the common ones are compared. */
export function compareTable(
  database: DatabaseSync,
  tables: { readonly before: UserTable; readonly after: UserTable },
  counts: Counts,
): TableDelta {
  const columns = columnsOf(database, tables)
  const numbers = firstThatWorks(counts, [
    () => byKey(database, tables, { columns, counts }),
    () => byWholeRow(database, tables, columns),
  ])
  return { table: tables.after.name, ...counts, ...numbers, schemaChanged: columns.changed }
}

/** Collations, functions and modules of the project's own code are unknown here: then only the counts are compared. */
function firstThatWorks({ before, after }: Counts, ways: readonly (() => Numbers | null)[]): Numbers {
  for (const way of ways) {
    try {
      const numbers = way()
      if (numbers !== null) return numbers
    } catch (error) {
      if (!isUnknownHere(error)) throw error
    }
  }
  const more = (after ?? 0) - (before ?? 0)
  return { added: Math.max(0, more), removed: Math.max(0, -more), changed: 0, matchedBy: 'not-compared' }
}

/** Null where there is no common key that is never NULL. */
function byKey(
  database: DatabaseSync,
  tables: { readonly before: UserTable; readonly after: UserTable },
  { columns, counts }: { readonly columns: Columns; readonly counts: Counts },
): Numbers | null {
  const { key, common } = columns
  if (key.length === 0 || counts.before === null || counts.after === null) return null
  const from = { before: `before.${quoted(tables.before.name)}`, after: `after.${quoted(tables.after.name)}` }
  // SQLite allows NULL in a primary key, several times even.
  const noKey = key.map((column) => `${quoted(column)} IS NULL`).join(' OR ')
  for (const side of [from.before, from.after])
    if (database.prepare(`SELECT 1 FROM ${side} WHERE ${noKey} LIMIT 1`).get() !== undefined) return null

  const matched = key.map((column) => `b.${quoted(column)} = a.${quoted(column)}`).join(' AND ')
  const alike = common.map((column) => equal(`b.${quoted(column)}`, `a.${quoted(column)}`)).join(' AND ')
  const row = database
    .prepare(
      `SELECT count(*) AS matched, coalesce(sum(NOT (${alike})), 0) AS changed
       FROM ${from.after} AS a CROSS JOIN ${from.before} AS b ON ${matched}`,
    )
    .get()
  const both = Number(row?.['matched'])
  return {
    added: counts.after - both,
    removed: counts.before - both,
    changed: Number(row?.['changed']),
    matchedBy: 'primary-key',
  }
}

function equal(mine: string, theirs: string): string {
  return `(${mine} COLLATE BINARY IS ${theirs} AND typeof(${mine}) = typeof(${theirs}))`
}

/** Rows as a bag: the same row twice counts twice. */
function byWholeRow(
  database: DatabaseSync,
  tables: { readonly before: UserTable; readonly after: UserTable },
  { common }: Columns,
): Numbers | null {
  if (common.length === 0) return null
  const listed = common
    .flatMap((column, at) => [
      `${quoted(column)} COLLATE BINARY AS c${at}`,
      `typeof(${quoted(column)}) AS t${at}`,
    ])
    .join(', ')
  const grouped = common.map((_, at) => `c${at}, t${at}`).join(', ')
  const row = database
    .prepare(
      `SELECT coalesce(sum(max(0, d)), 0) AS added, coalesce(sum(max(0, -d)), 0) AS removed FROM (
         SELECT sum(side) AS d FROM (
           SELECT -1 AS side, ${listed} FROM before.${quoted(tables.before.name)}
           UNION ALL SELECT 1, ${listed} FROM after.${quoted(tables.after.name)}
         ) GROUP BY ${grouped})`,
    )
    .get()
  return {
    added: Number(row?.['added']),
    removed: Number(row?.['removed']),
    changed: 0,
    matchedBy: 'whole-row',
  }
}

function columnsOf(
  database: DatabaseSync,
  tables: { readonly before: UserTable; readonly after: UserTable },
): Columns {
  const before = declared(database, 'before', tables.before.name)
  const after = declared(database, 'after', tables.after.name)
  const there = new Set(before.map((column) => column.name.toLowerCase()))
  const key = keyOf(after)
  return {
    common: after.filter(({ name }) => there.has(name.toLowerCase())).map(({ name }) => name),
    key: JSON.stringify(key) === JSON.stringify(keyOf(before)) ? key : [],
    changed: JSON.stringify(before) !== JSON.stringify(after),
  }
}

type Declared = {
  readonly name: string
  readonly type: string
  readonly notNull: boolean
  readonly default: string | null
  readonly key: number
}

/** Generated columns too; the hidden ones of virtual tables (hidden = 1) hold no rows of their own. */
function declared(database: DatabaseSync, schema: string, table: string): readonly Declared[] {
  return database
    .prepare('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?, ?) WHERE hidden <> 1')
    .all(table, schema)
    .map((row) => ({
      name: String(row['name']),
      type: String(row['type']),
      notNull: row['notnull'] === 1,
      default: row['dflt_value'] === null ? null : String(row['dflt_value']),
      key: Number(row['pk']),
    }))
}

function keyOf(columns: readonly Declared[]): readonly string[] {
  return columns
    .filter(({ key }) => key > 0)
    .sort((a, b) => a.key - b.key)
    .map(({ name }) => name)
}
