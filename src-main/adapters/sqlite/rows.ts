import type { DatabaseSync } from 'node:sqlite'

/** First column of the first row, as a number. */
export function numberAt(database: DatabaseSync, sql: string): number {
  const value = firstValue(database, sql)
  return typeof value === 'number' ? value : Number(value)
}

export function textAt(database: DatabaseSync, sql: string): string {
  return String(firstValue(database, sql))
}

/** For SQL: "a""b". */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function firstValue(database: DatabaseSync, sql: string): unknown {
  const row = database.prepare(sql).get()
  return row === undefined ? null : Object.values(row)[0]
}
