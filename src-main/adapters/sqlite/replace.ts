import { backup, type DatabaseSync } from 'node:sqlite'
import { CommittedMeanwhile, guardCommits } from './commit-guard.ts'
import { databaseUri } from './database-uri.ts'
import type { RequestOf } from './messages.ts'
import { openLive, openToRead } from './open-database.ts'
import { numberAt, textAt } from './rows.ts'
import { whenUnlocked, type Work } from './work.ts'
import { afterReplacing, committedMeanwhile } from '../../core/diagnosis/sqlite.ts'

/** How long one try waits for readers while it keeps new ones out. */
const drainMs = 200
/** For what comes after the replacement: the journal mode is set back even when the time for the lock is used up. */
const afterMs = 5000
/** Pages between two reports; measured as fast as one step. */
const stepPages = 8192

type Under = { readonly request: RequestOf<'replace'>; readonly work: Work; readonly deadline: number }

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

async function replaceIn(live: DatabaseSync, source: DatabaseSync, under: Under): Promise<string> {
  const { work, deadline } = under
  const mode = await whenUnlocked(deadline, work, () => textAt(live, 'PRAGMA journal_mode'))
  const pageSize = await whenUnlocked(deadline, work, () => readPageSize(live))
  work.at('waiting for the write lock')
  await whenUnlocked(deadline, work, () => drain(live, mode))
  // SQLite can't change the page size of a database in WAL mode.
  const leavesWal = mode === 'wal' && pageSize !== numberAt(source, 'PRAGMA page_size')
  if (!leavesWal) {
    await backUpInto(live, source, { ...under, mode })
    return mode
  }
  await switchMode(live, 'delete', under)
  try {
    await backUpInto(live, source, { ...under, mode: 'delete' })
  } catch (error) {
    await switchMode(live, mode, { work, deadline: performance.now() + afterMs })
    throw error
  }
  return mode
}

async function backUpInto(
  live: DatabaseSync,
  source: DatabaseSync,
  { request, work, deadline, mode }: Under & { readonly mode: string },
): Promise<void> {
  const guard = guardCommits(live, request.into, mode)
  try {
    await work.pause(null)
    work.at('replacing')
    work.progress('replacing')
    const uri = databaseUri(request.into, 'rw', process.platform)
    const total = numberAt(source, 'PRAGMA page_count')
    // Between steps the lock on the live file is kept; nobody writes the source. Two steps at least, so that the guard is asked.
    const rate = Math.max(1, Math.min(stepPages, Math.ceil(total / 2)))
    await whenUnlocked(deadline, work, async () => {
      drain(live, mode)
      let locked = false
      const progress = (at: { readonly remainingPages: number; readonly totalPages: number }) => {
        if (!locked && request.onlyIfUnchanged) guard.check()
        locked = true
        const done = (at.totalPages - at.remainingPages) * numberAt(source, 'PRAGMA page_size')
        work.progress('replacing', {
          done,
          total: at.totalPages * numberAt(source, 'PRAGMA page_size'),
          unit: 'bytes',
        })
      }
      await backup(source, uri, { rate, progress }).catch(asBusy)
    })
  } catch (error) {
    if (error instanceof CommittedMeanwhile) work.at(committedMeanwhile)
    throw error
  } finally {
    guard.end()
  }
}

/** Node says "not an error" (result code 0) when the very first step met somebody else's lock. */
function asBusy(error: unknown): never {
  if (error instanceof Error && Reflect.get(error, 'errcode') === 0)
    throw Object.assign(new Error('database is locked', { cause: error }), { errcode: 5 })
  throw error
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
