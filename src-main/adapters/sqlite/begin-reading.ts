import type { DatabaseSync } from 'node:sqlite'

/** A read transaction that holds its lock when this comes back; none is left open when it throws. */
export function beginReading(database: DatabaseSync): void {
  database.exec('BEGIN')
  try {
    // The lock is taken by the first read, not by BEGIN.
    database.exec('SELECT 1 FROM sqlite_master LIMIT 1')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
