import type { DatabaseSync } from 'node:sqlite'
import type { Held, HoldEnd, RequestOf } from './messages.ts'
import { countRows, userTables } from './facts.ts'
import { beginReading } from './begin-reading.ts'
import { openLive } from './open-database.ts'
import { numberAt, textAt } from './rows.ts'
import { whenUnlocked, type Work } from './work.ts'

const checkpointTries = 4

/**
 * Keeps every writer out while the core copies the main file during the pause.
 * DELETE mode: a read transaction. WAL mode: BEGIN IMMEDIATE, then everything in the -wal checkpointed into the main file.
 */
export async function hold(request: RequestOf<'hold'>, work: Work): Promise<HoldEnd> {
  const deadline = performance.now() + request.lockMs
  work.at('opening')
  const database = openLive(request.path)
  try {
    const journalMode = await whenUnlocked(deadline, work, () => textAt(database, 'PRAGMA journal_mode'))
    if (journalMode !== 'wal') {
      await whenUnlocked(deadline, work, () => beginReading(database))
      return await whileHeld(database, request.count, work)
    }
    const held = await holdWal(database, request.path, { deadline, work })
    return held ? await whileHeld(database, request.count, work) : { how: 'readers', journalMode }
  } finally {
    database.close()
  }
}

/** False when readers of older states keep the -wal from being checkpointed to its end, or nothing can be written here. */
async function holdWal(
  database: DatabaseSync,
  path: string,
  { deadline, work }: { readonly deadline: number; readonly work: Work },
): Promise<boolean> {
  // A second connection, because one with an open transaction can't checkpoint.
  const checkpointer = openLive(path)
  try {
    for (let tries = 0; tries < checkpointTries; tries += 1) {
      work.at('waiting for the write lock')
      await whenUnlocked(deadline, work, () => database.exec('BEGIN IMMEDIATE'))
      work.at('checkpointing')
      const row = checkpointer.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
      if (row?.['busy'] === 0 && row['log'] === row['checkpointed']) return true
      database.exec('ROLLBACK')
      await work.sleep(5 + Math.random() * 20)
    }
    return false
  } catch (error) {
    if (isReadOnly(error)) return false
    throw error
  } finally {
    checkpointer.close()
  }
}

function isReadOnly(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === 8
  )
}

/** Counts rows beside the copying, and stops counting as soon as the copy is made: nobody waits for numbers. */
async function whileHeld(database: DatabaseSync, count: boolean, work: Work): Promise<HoldEnd> {
  const held: Held = {
    journalMode: textAt(database, 'PRAGMA journal_mode'),
    pageSize: numberAt(database, 'PRAGMA page_size'),
    pages: numberAt(database, 'PRAGMA page_count'),
  }
  work.at('copying')
  let released = false
  const pause = work.pause(held).finally(() => {
    released = true
  })
  const counts = []
  const tables = count ? userTables(database) : []
  for (const table of tables) {
    await new Promise((resolve) => setImmediate(resolve))
    if (released) break
    const rows = countRows(database, table)
    if (rows !== null) counts.push({ table: table.name, rows })
  }
  const complete = count && !released
  await pause
  database.exec('ROLLBACK')
  return { how: 'held', counts: complete ? counts : null }
}
