import type { ProjectDatabase } from '../../contract/picture.ts'
import { problem } from '../problem.ts'

/** The database of that alias, when it is a SQLite file. Problems: database-unknown, engine-unsupported, database-in-memory. */
export function sqliteDatabase(
  databases: readonly ProjectDatabase[],
  alias: string,
): ProjectDatabase & { readonly path: string } {
  const found = databases.find((one) => one.alias === alias)
  if (found === undefined) {
    const known = databases.map((one) => one.alias).join(', ')
    throw problem('database-unknown', { facts: { database: alias, alias, known } })
  }
  const { engine, backend, path } = found
  if (engine !== 'sqlite')
    throw problem('engine-unsupported', { facts: { database: alias, alias, engine, backend } })
  // No path either where NAME is empty: SQLite then keeps it in a temporary file of its own.
  if (found.inMemory || path === null) {
    throw problem('database-in-memory', { facts: { database: alias, alias } })
  }
  return { ...found, path }
}
