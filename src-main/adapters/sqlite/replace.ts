import { backup, type DatabaseSync } from 'node:sqlite'
import { oneStep } from './backup.ts'
import { databaseUri } from './database-uri.ts'
import type { RequestOf } from './messages.ts'
import { openLive, openToRead } from './open-database.ts'
import { numberAt, textAt } from './rows.ts'
import { whenUnlocked, type Work } from './work.ts'
import { afterReplacing } from '../../core/diagnosis/sqlite.ts'

/** How long one try waits for readers while it keeps new ones out. */
const drainMs = 200
/** For what comes after the replacement: the journal mode is set back even when the time for the lock is used up. */
const afterMs = 5000

/**
 * Puts all pages of `from` into the live file in one transaction of SQLite. Pauses right before the first byte changes.
 * The live file keeps its journal mode. An opening by SQLite has recovered a hot journal or left-over -wal before.
 */
export async function replace(request: RequestOf<'replace'>, work: Work): Promise<void> {
  const deadline = performance.now() + request.lockMs
  work.at('opening the savepoint')
  const source = openToRead(request.from, 'savepoint')
  work.at('opening the database')
  try {
    numberAt(source, 'SELECT count(*) FROM sqlite_master')
    const live = openLive(request.into, drainMs)
    let mode: string
    try {
      mode = await replaceIn(live, source, { request, work, deadline })
    } finally {
      live.close()
    }
    work.at(afterReplacing)
    await settle(request.into, mode, work)
  } finally {
    source.close()
  }
}

async function replaceIn(
  live: DatabaseSync,
  source: DatabaseSync,
  { request, work, deadline }: { request: RequestOf<'replace'>; work: Work; deadline: number },
): Promise<string> {
  const mode = await whenUnlocked(deadline, work, () => textAt(live, 'PRAGMA journal_mode'))
  const pageSize = await whenUnlocked(deadline, work, () => readPageSize(live))
  work.at('waiting for the write lock')
  await whenUnlocked(deadline, work, () => drain(live, mode))
  await work.pause(null)
  work.at('replacing')
  // SQLite can't change the page size of a database in WAL mode.
  const leavesWal = mode === 'wal' && pageSize !== numberAt(source, 'PRAGMA page_size')
  if (leavesWal) await switchMode(live, 'delete', { work, deadline })
  work.progress('replacing')
  try {
    const uri = databaseUri(request.into, 'rw', process.platform)
    await whenUnlocked(deadline, work, async () => {
      drain(live, leavesWal ? 'delete' : mode)
      await backup(source, uri, { rate: oneStep })
    })
  } catch (error) {
    if (leavesWal) await switchMode(live, mode, { work, deadline: performance.now() + afterMs })
    throw error
  }
  return mode
}

/** With a new connection, because the old one remembers its mode: a savepoint made by hand may have brought its own along. */
async function settle(path: string, mode: string, work: Work): Promise<void> {
  const deadline = performance.now() + afterMs
  const live = openLive(path)
  try {
    await whenUnlocked(deadline, work, () => live.exec('SELECT 1 FROM sqlite_master LIMIT 1'))
    const now = await whenUnlocked(deadline, work, () => textAt(live, 'PRAGMA journal_mode'))
    if (now !== mode) await switchMode(live, mode, { work, deadline })
    if (mode === 'wal') live.exec('PRAGMA wal_checkpoint(PASSIVE)')
  } finally {
    live.close()
  }
}

/** Zero bytes are a valid empty database and have no page size yet. */
function readPageSize(live: DatabaseSync): number {
  return numberAt(live, 'PRAGMA page_count') === 0 ? 0 : numberAt(live, 'PRAGMA page_size')
}

/** Waits for readers behind a pending lock, so that new ones can't starve us, and lets go: the backup takes it in the next moment. */
function drain(live: DatabaseSync, mode: string): void {
  live.exec(mode === 'wal' ? 'BEGIN IMMEDIATE' : 'BEGIN EXCLUSIVE')
  live.exec('ROLLBACK')
}

async function switchMode(
  live: DatabaseSync,
  mode: string,
  { work, deadline }: { readonly work: Work; readonly deadline: number },
): Promise<void> {
  await whenUnlocked(deadline, work, () => textAt(live, `PRAGMA journal_mode=${mode}`))
}
