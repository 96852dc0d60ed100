import { DatabaseSync } from 'node:sqlite'

/** One number from a live database, read as any other program would. */
export function countRows(file: string, table: string): number {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  try {
    const row = database.prepare(`SELECT count(*) AS rows FROM "${table}"`).get()
    return Number(row?.['rows'])
  } finally {
    database.close()
  }
}

/** What somebody's mistake does to a database. */
export function deleteRows(file: string, table: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 })
  try {
    database.exec(`PRAGMA foreign_keys = OFF; DELETE FROM "${table}"`)
  } finally {
    database.close()
  }
}
