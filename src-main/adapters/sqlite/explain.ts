import { dirname } from 'node:path'
import { errorCode } from '../../core/error-code.ts'
import { type Around, sqliteProblem, type SqliteFailure } from '../../core/diagnosis/sqlite.ts'
import { problem, ProblemError } from '../../core/problem.ts'
import type { House } from './house.ts'
import { cutOff, probe, type Probe } from './probe.ts'
import { WorkFailed } from './workers.ts'

/** What failed as a problem: looks at the file again for what SQLite's code alone doesn't say, and for who holds it. */
export async function explain(
  error: unknown,
  house: House,
  around: Pick<Around, 'path' | 'waitedMs' | 'safe'> & { readonly folder?: string },
): Promise<ProblemError> {
  if (error instanceof ProblemError) return error
  const folder = around.folder ?? dirname(around.path)
  const failure = failureOf(error)
  const first = sqliteProblem(failure, { ...around, folder }).problem.code
  if (first === 'database-locked') {
    const holders = await house.findHolders(around.path, house.workers.pids())
    return sqliteProblem(failure, { ...around, folder, holders })
  }
  if (first === 'disk-full') {
    const space = { bytesNeeded: await bytesOf(around.path), bytesFree: await house.freeBytes(folder) }
    return sqliteProblem(failure, { ...around, folder, space })
  }
  const found = await probe(around.path)
  return sqliteProblem(failure, {
    ...around,
    folder,
    cutOff: cutOff(found),
    looksEncrypted: found.kind === 'not-sqlite' && found.looksEncrypted,
  })
}

function failureOf(error: unknown): SqliteFailure {
  if (error instanceof WorkFailed) return error.failure
  const message = error instanceof Error ? error.message : String(error)
  return { errcode: null, errno: errorCode(error) ?? null, message, stage: '' }
}

async function bytesOf(path: string): Promise<number> {
  const found = await probe(path)
  return 'bytes' in found ? found.bytes + found.walBytes : 0
}

/** Null when SQLite may be asked to open it; an empty file is for the caller to judge. A journal may still put a header right. */
export function unusable(found: Probe, path: string): ProblemError | null {
  switch (found.kind) {
    case 'missing':
      return problem('database-missing', { facts: { path, orphanWalBytes: found.walBytes } })
    case 'folder':
      return problem('database-is-folder', { facts: { path } })
    case 'unreadable':
      return problem('database-not-readable', {
        facts: { path },
        fixes: [{ kind: 'make-writable', path }],
        evidence: [found.why],
      })
    case 'not-sqlite':
      if (found.journalBytes > 0) return null
      return problem(found.looksEncrypted ? 'database-encrypted' : 'database-not-sqlite', {
        facts: { path, bytes: found.bytes },
      })
    case 'empty':
    case 'sqlite':
      return null
  }
}

/** A file with something in it that SQLite can be asked about. */
export async function mustBeDatabase(path: string): Promise<Extract<Probe, { bytes: number }>> {
  const found = await probe(path)
  const wrong = unusable(found, path)
  if (wrong !== null || !('bytes' in found)) throw wrong ?? problem('database-missing', { facts: { path } })
  if (found.kind === 'empty' && found.journalBytes === 0) throw problem('database-empty', { facts: { path } })
  return found
}
