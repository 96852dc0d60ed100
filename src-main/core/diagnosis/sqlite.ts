import type { Fix, Problem, ProblemCode, StillSafe } from '../../contract/problem.ts'
import { problem, type ProblemError } from '../problem.ts'
import { diskFull, type Space } from './disk-full.ts'

/** What a SQLite process says about work that failed: SQLite's extended result code, or Node's errno, and its words. */
export type SqliteFailure = {
  readonly errcode: number | null
  readonly errno: string | null
  readonly message: string
  readonly stage: string
}

/** The stage after which the new content is in, whatever fails then. */
export const afterReplacing = 'after replacing'

/** The stage of a replacement that was taken back because somebody committed between the last look and the lock. */
export const committedMeanwhile = 'looking whether anybody committed meanwhile'

export type Holder = { readonly pid: number; readonly name: string }

/** What is known around the failure. */
export type Around = {
  /** The database or file that it is about. */
  readonly path: string
  /** The folder that was written to; for disk-full and folder-not-writable. */
  readonly folder: string
  readonly holders?: readonly Holder[]
  readonly waitedMs?: number
  readonly space?: Space | null
  /** The header promises more than the file has. */
  readonly cutOff?: { readonly expected: number; readonly bytes: number } | null
  readonly looksEncrypted?: boolean
  readonly safe?: StillSafe
}

/** By SQLite's code first (https://sqlite.org/rescode.html), then by errno, and never by text alone. */
export function sqliteProblem(failure: SqliteFailure, around: Around): ProblemError {
  const code = codeOf(failure, around)
  const { facts, fixes } = restOf[code]?.(around) ?? { facts: { path: around.path }, fixes: [] }
  const numbered = [failure.errcode ?? failure.errno, failure.message]
    .filter((part) => part !== null)
    .join(' ')
  return problem(code, {
    facts: { stage: failure.stage, ...facts },
    fixes,
    evidence: [numbered, ...(failure.stage === '' ? [] : [`while: ${failure.stage}`])],
    safe: failure.stage === afterReplacing ? 'database-is-new' : (around.safe ?? 'nothing-was-changed'),
  })
}

/** Extended codes that say more than their primary one. */
const extended: Readonly<Record<number, ProblemCode>> = {
  522: 'database-truncated', // IOERR_SHORT_READ
}

const primary: Readonly<Record<number, ProblemCode>> = {
  3: 'database-not-readable', // PERM
  5: 'database-locked', // BUSY
  6: 'database-locked', // LOCKED
  8: 'database-read-only', // READONLY; 776 is a hot journal that can't be rolled back here
  11: 'database-damaged', // CORRUPT
  13: 'disk-full', // FULL
  14: 'database-not-readable', // CANTOPEN
  23: 'database-not-readable', // AUTH
  26: 'database-not-sqlite', // NOTADB
}

const byErrno: Readonly<Record<string, ProblemCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EEXIST: 'file-exists',
  ENOENT: 'database-missing',
  EISDIR: 'database-is-folder',
  EBUSY: 'database-locked',
  EACCES: 'folder-not-writable',
  EPERM: 'folder-not-writable',
  EROFS: 'folder-not-writable',
}

function codeOf({ errcode, errno, stage }: SqliteFailure, around: Around): ProblemCode {
  if (stage === committedMeanwhile) return 'changed-since-approved'
  const known =
    (errcode === null ? undefined : (extended[errcode] ?? primary[errcode & 0xff])) ??
    (errno === null ? undefined : byErrno[errno]) ??
    'unexpected'
  const aboutContent = ['database-damaged', 'database-not-sqlite', 'database-truncated'].includes(known)
  if (aboutContent && around.cutOff != null) return 'database-truncated'
  if (aboutContent && around.looksEncrypted === true) return 'database-encrypted'
  // Without the numbers of a cut-off file its sentence would have holes.
  return known === 'database-truncated' ? 'database-damaged' : known
}

type Rest = { readonly facts: Problem['facts']; readonly fixes: readonly Fix[] }

/** Codes that aren't listed say the path and offer nothing. */
const restOf: Partial<Record<ProblemCode, (around: Around) => Rest>> = {
  'database-locked': lockedBy,
  'changed-since-approved': ({ path }) => ({
    facts: { path, whileSaving: true },
    fixes: [{ kind: 'rehearse-again' }],
  }),
  'disk-full': ({ folder, space = null }) => {
    const { facts, fixes } = diskFull(folder, space).problem
    return { facts, fixes }
  },
  'folder-not-writable': ({ folder }) => ({
    facts: { folder },
    fixes: [{ kind: 'make-writable', path: folder }, { kind: 'retry' }],
  }),
  'database-read-only': ({ path }) => ({
    facts: { path },
    fixes: [{ kind: 'make-writable', path }, { kind: 'retry' }],
  }),
  'database-truncated': ({ path, cutOff }) => ({
    facts: { path, ...cutOff },
    fixes: [{ kind: 'choose-another-savepoint' }],
  }),
  'database-damaged': ({ path }) => ({ facts: { path }, fixes: [{ kind: 'choose-another-savepoint' }] }),
}

function lockedBy({ path, holders = [], waitedMs }: Around): Rest {
  const first = holders[0]
  return {
    facts: {
      path,
      ...(first === undefined ? {} : { holder: `${first.name} (${first.pid})`, pid: first.pid }),
      ...(waitedMs === undefined ? {} : { waitedMs }),
    },
    fixes: [
      ...holders.map(({ pid, name }) => ({ kind: 'stop-process', pid, name }) as const),
      { kind: 'retry' },
      { kind: 'raise-time-limit', seconds: Math.max(30, Math.ceil((2 * (waitedMs ?? 0)) / 1000)) },
    ],
  }
}
