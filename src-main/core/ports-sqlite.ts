import type { Progress } from '../contract/operation.ts'
import type { AppliedRow, Comparison, TableCount } from '../contract/savepoint.ts'

export type SqliteFacts = {
  readonly journalMode: string
  readonly pageSize: number
  readonly pages: number
  readonly sqliteVersion: string
  readonly tables: readonly TableCount[]
  readonly migrations: readonly AppliedRow[]
}

export type SqliteCheck = {
  /** 'ok', or the first line of what quick_check says. */
  readonly quickCheck: string
  readonly foreignKeyViolations: number
  readonly facts: SqliteFacts
}

export type SavedCopy = {
  readonly bytes: number
  readonly sha256: string
  readonly check: SqliteCheck
  /** Journal mode of the source (the copy itself is always in DELETE mode, one self-contained file). */
  readonly sourceJournalMode: string
}

export type Report = (progress: Progress) => void

export type SqliteTask = { readonly signal: AbortSignal; readonly report: Report }

/**
 * SQLite, for real, in processes of its own (a lock must not die with somebody's close in this one).
 * Never opens what isn't asked for; source files are never written, except that SQLite itself recovers a hot journal.
 * Problems: database-* of the contract, disk-full, folder-not-writable, copy-differs, cancelled.
 */
export type SqliteTool = {
  /** A consistent copy under writers at `to` (must not exist; written as `to` + '.partial', flushed, checked, hashed, renamed). */
  readonly save: (
    request: {
      readonly from: string
      readonly to: string
      readonly lockMs: number
      readonly verify: boolean
    },
    task: SqliteTask,
  ) => Promise<SavedCopy>
  /** Opens a savepoint or staging file read-only and checks it; leaves no -wal or -shm behind. 'live': others may be writing it. */
  readonly check: (path: string, task: SqliteTask, reading?: 'savepoint' | 'live') => Promise<SqliteCheck>
  /** Rows per table, migrations; null parts never: throws database-* where it can't be read. Live files too (read transaction). */
  readonly look: (path: string, task: SqliteTask) => Promise<SqliteFacts>
  /**
   * Puts the content of `from` into the live file `into`, in one transaction: other connections see old or new.
   * The live file keeps its journal mode. When `into` doesn't exist it is made (beside + rename).
   * When it can't be read as SQLite (`keepAsIs` was used on it before), it is replaced by rename.
   */
  readonly restore: (
    request: {
      readonly from: string
      readonly into: string
      readonly lockMs: number
      /** Called right before the first byte changes: from here on it can't be cancelled. */
      readonly beforeReplacing: () => Promise<void>
      /** Refuses with changed-since-approved, and takes all back, when anybody commits between `beforeReplacing` and the lock. */
      readonly onlyIfUnchanged?: boolean
    },
    task: SqliteTask,
  ) => Promise<void>
  /** Is the content of the live file that of this savepoint, row for row? For checks after a restore and after a crash. */
  readonly sameContent: (a: string, b: string, task: SqliteTask) => Promise<boolean>
  /** Byte copies of a damaged database and its -wal and -journal, under the names of `to`; no SQLite involved. */
  readonly keepAsIs: (
    request: { readonly from: string; readonly to: string },
    task: SqliteTask,
  ) => Promise<
    readonly {
      readonly path: string
      readonly role: 'database' | 'wal' | 'journal'
      readonly bytes: number
      readonly sha256: string
    }[]
  >
  readonly compare: (
    before: string,
    after: string,
    task: SqliteTask,
  ) => Promise<Pick<Comparison, 'same' | 'tables' | 'migrations'>>
  /** Held until released or until this process dies; null when another process holds it. */
  readonly holdProjectLock: (lockFile: string) => Promise<{ readonly release: () => Promise<void> } | null>
  readonly close: () => Promise<void>
}
