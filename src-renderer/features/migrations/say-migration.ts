import type { DatabaseMigrations, MigrationState } from '../../../src-main/contract/picture.ts'
import type { Words } from '../../words/words.ts'
import { inConflict } from './mark-of.ts'

/** Its state in a few words; a pending one says when it would run. */
export function sayState(migration: MigrationState, found: DatabaseMigrations, words: Words): string {
  const said = words.migrations.state
  if (migration.ghost) return said.ghost
  if (inConflict(migration, found)) return migration.applied ? said.conflictApplied : said.conflict
  if (migration.applied) {
    if (migration.merge) return said.appliedMerge
    return migration.replaces.length > 0 ? said.squashed : said.applied
  }
  const place = found.plan.findIndex((step) => step.app === migration.app && step.name === migration.name)
  return place < 0 ? said.pending : said.pendingRuns(place + 1)
}

/** What it does: the first operation, and how many more. */
export function sayWhat(migration: MigrationState, words: Words): string {
  const said = words.migrations
  if (migration.ghost) return said.unknownOperations
  if (migration.merge && migration.operations.length === 0) {
    return said.mergeOf(migration.dependencies.map(({ name }) => name).join(', '))
  }
  const [first, ...more] = migration.operations
  if (first === undefined) return said.nothing
  return more.length === 0 ? first.says : said.moreChanges(first.says, more.length)
}

/** What rolling it back would mean. One that can't be reversed says so before it is applied, too. */
export function sayBack(
  migration: MigrationState,
): 'notPossible' | 'oneWay' | 'deletes' | 'nothingLost' | 'none' {
  if (migration.reversible === false) return 'oneWay'
  if (!migration.applied) return 'none'
  if (migration.reversible === null) return 'notPossible'
  return migration.operations.some((operation) => operation.destroysBackward) ? 'deletes' : 'nothingLost'
}
