import type { Comparison, TableDelta } from '../../../src-main/contract/savepoint.ts'

/** Tables that differ in any way, those with most rows first. */
export function changedTables(comparison: Comparison): readonly TableDelta[] {
  return comparison.tables.filter(differs).toSorted((a, b) => weight(b) - weight(a))
}

export function sumOf(comparison: Comparison) {
  const sum = (of: (table: TableDelta) => number) =>
    comparison.tables.reduce((total, table) => total + of(table), 0)
  return {
    added: sum((table) => table.added),
    removed: sum((table) => table.removed),
    changed: sum((table) => table.changed),
    tablesAdded: sum((table) => (table.before === null ? 1 : 0)),
    tablesRemoved: sum((table) => (table.after === null ? 1 : 0)),
  }
}

function differs(table: TableDelta): boolean {
  return weight(table) > 0 || table.schemaChanged || table.before === null || table.after === null
}

function weight(table: TableDelta): number {
  return table.added + table.removed + table.changed
}
