import { closeSync, openSync, readSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { numberAt } from './rows.ts'

/** Somebody committed where nobody may have: the work was taken back and nothing of theirs is lost. */
export class CommittedMeanwhile extends Error {
  constructor() {
    super('another program committed to the database after it was looked at')
    this.name = 'CommittedMeanwhile'
  }
}

export type CommitGuard = {
  /** Throws CommittedMeanwhile when anybody committed since the guard was made. */
  readonly check: () => void
  readonly end: () => void
}

/**
 * Notices commits of others between a look at the database and the lock of a backup into it. It can ask while that lock is held:
 * in WAL mode through `PRAGMA data_version`, which needs no more than a reader's view; in rollback mode, where the lock keeps every
 * reader out, by the change counter in the file's header (bytes 24–27, https://sqlite.org/fileformat2.html), which every commit
 * raises and the backup's own pages reach only when it commits.
 */
export function guardCommits(live: DatabaseSync, path: string, mode: string): CommitGuard {
  return mode === 'wal' ? guardByDataVersion(live) : guardByChangeCounter(path)
}

function guardByDataVersion(live: DatabaseSync): CommitGuard {
  const version = () => numberAt(live, 'PRAGMA data_version')
  const seen = version()
  return {
    check: () => {
      if (version() !== seen) throw new CommittedMeanwhile()
    },
    end: () => undefined,
  }
}

/** The file stays open until the end: closing it would drop this process's locks on it (POSIX). */
function guardByChangeCounter(path: string): CommitGuard {
  const file = openSync(path, 'r')
  const counter = () => {
    const bytes = Buffer.alloc(4)
    return readSync(file, bytes, 0, 4, 24) === 4 ? bytes.readUInt32BE() : null
  }
  const seen = counter()
  return {
    check: () => {
      if (counter() !== seen) throw new CommittedMeanwhile()
    },
    end: () => closeSync(file),
  }
}
