import type { TableCount } from '../../contract/savepoint.ts'

/** One line for each table whose rows aren't as noted; none when all are. */
export function differingTables(said: readonly TableCount[], counted: readonly TableCount[]): string[] {
  const before = new Map(said.map(({ table, rows }) => [table, rows]))
  const after = new Map(counted.map(({ table, rows }) => [table, rows]))
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((table) => before.get(table) !== after.get(table))
    .map(
      (table) =>
        `${table}: ${before.get(table) ?? 'no table'} rows noted, ${after.get(table) ?? 'no table'} now`,
    )
}
