import type { DatabaseMigrations, MigrationState } from '../../../src-main/contract/picture.ts'
import type { MarkKind } from '../../ui/mark.tsx'

export type MigrationMark = { readonly kind: MarkKind; readonly oneWay: boolean; readonly deletes: boolean }

/** Which shape says it best: what has to be acted on wins over what it is, and that over applied or pending. */
export function markOf(migration: MigrationState, found: DatabaseMigrations): MigrationMark {
  return {
    kind: kindOf(migration, found),
    oneWay: migration.reversible === false,
    deletes: !migration.applied && migration.operations.some((operation) => operation.destroysForward),
  }
}

function kindOf(migration: MigrationState, found: DatabaseMigrations): MarkKind {
  if (migration.ghost) return 'ghost'
  if (inConflict(migration, found)) return 'conflict'
  if (migration.merge) return 'merge'
  if (migration.replaces.length > 0) return 'squashed'
  if (!migration.applied) return migration.runsCode ? 'pending-code' : 'pending'
  return migration.runsCode ? 'code' : 'applied'
}

/** Is it one of two latest migrations of its app? */
export function inConflict(migration: MigrationState, found: DatabaseMigrations): boolean {
  return found.conflicts.some(
    (conflict) => conflict.app === migration.app && conflict.names.includes(migration.name),
  )
}
