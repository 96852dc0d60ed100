import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { databaseUri, type OpenMode } from './database-uri.ts'
import type { Reading } from './messages.ts'

/** Reads and checks fast: what is read here was just copied and sits in the page cache. */
const mmapBytes = 0x7fff0000

/** Other processes may be using it. A hot journal is recovered by SQLite itself, as whoever opens it next would. */
export function openLive(path: string, timeoutMs = 0): DatabaseSync {
  return open(path, 'rw', timeoutMs)
}

/** For reading only, in the way that leaves least behind: see `modeFor`. */
export function openToRead(path: string, reading: Reading): DatabaseSync {
  const mode = modeFor(path, reading)
  const database = open(path, mode, 0)
  if (mode === 'immutable') database.exec(`PRAGMA mmap_size=${mmapBytes}`)
  return database
}

export function uriToRead(path: string, reading: Reading): string {
  return databaseUri(path, modeFor(path, reading), process.platform)
}

/** Must be called before this process holds a lock on the file: it opens and closes it, which drops POSIX locks. */
function modeFor(path: string, reading: Reading): OpenMode {
  const wal = sizeOf(`${path}-wal`)
  const journal = sizeOf(`${path}-journal`)
  // Nobody writes a savepoint, and without -wal and -journal it is all there is: no locks, no -shm, nothing left behind.
  if (reading === 'savepoint') return wal === 0 && journal === 0 ? 'immutable' : 'ro'
  // A journal means a writer at work or a crashed one; only a writable opening can roll it back.
  if (journal > 0) return 'rw'
  // A read-only opening leaves the -wal alone; without one a WAL database makes it, and only a writable one tidies up.
  if (wal > 0) return 'ro'
  return isWalDatabase(path) ? 'rw' : 'ro'
}

function open(path: string, mode: OpenMode, timeout: number): DatabaseSync {
  return new DatabaseSync(databaseUri(path, mode, process.platform), {
    readOnly: mode !== 'rw',
    timeout,
    enableForeignKeyConstraints: false,
    allowExtension: false,
  })
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function isWalDatabase(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(20)
    return readSync(file, header, 0, 20, 0) === 20 && header[18] === 2
  } finally {
    closeSync(file)
  }
}
