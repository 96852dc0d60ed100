import { describe, expect, it } from 'vitest'
import { isPartialSavepoint } from '../../src-main/core/restore/sweep.ts'

describe('cleaning up after a crash', () => {
  it.each([
    'db_20261121_101500.sqlite3.partial',
    'db_20261121_101500.sqlite3.partial-wal',
    'db-replica_20261121_101500-before upgrade.sqlite3.partial-journal',
    'db_20261121_101500-2.json.1a2b3c4d.partial',
  ])('takes %s for a copy that never got its name', (name) => {
    expect(isPartialSavepoint(name)).toBe(true)
  })

  it.each([
    'db_20261121_101500.savepoint.partial',
    'db_20261121_101500-before upgrade.savepoint.partial',
    'db_20261121_101500.sqlite3',
    'notes.partial',
  ])('leaves %s alone', (name) => {
    expect(isPartialSavepoint(name)).toBe(false)
  })
})
