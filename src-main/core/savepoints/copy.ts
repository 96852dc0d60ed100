import type { ProblemCode } from '../../contract/problem.ts'
import type { SavedFile, SavepointKind } from '../../contract/savepoint.ts'
import type { SqliteTarget } from '../migrations/migrations.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { SqliteCheck, SqliteTask } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'
import { diskFull } from '../diagnosis/disk-full.ts'
import type { SavepointsContext } from './context.ts'

export type Copied = {
  readonly files: readonly SavedFile[]
  readonly journalMode: string
  /** Null when the source can't be read as SQLite and was kept byte by byte. */
  readonly check: SqliteCheck | null
}

type Request = { readonly target: SqliteTarget; readonly kind: SavepointKind; readonly to: string }

/** What SQLite says of a source that it can't read, whatever is in it. Before a restore even that is kept. */
const unreadable: ReadonlySet<ProblemCode> = new Set([
  'database-damaged',
  'database-not-sqlite',
  'database-truncated',
  'database-encrypted',
  'database-empty',
] as const)

/** A checked copy; for the kind 'before-restore' a byte copy where the source is damaged. Problems: those of SqliteTool.save. */
export async function copyDatabase(
  context: SavepointsContext,
  request: Request,
  task: SqliteTask,
): Promise<Copied> {
  await enoughSpace(context, request)
  try {
    return await copyChecked(context, request, task)
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : null
    if (request.kind !== 'before-restore' || code === null || !unreadable.has(code)) throw error
    return keepAsIs(context, request, task)
  }
}

/** Asked before the first byte, so that a full disk is said with both numbers instead of half-way. */
async function enoughSpace(context: SavepointsContext, { target }: Request): Promise<void> {
  const { files } = context.ports
  const source = await files.look(target.database.path)
  if (source === null) return
  const folder = target.project.backupsFolder
  const bytesFree = await files.freeBytes(folder)
  const bytesNeeded = source.bytes + 1024 * 1024
  if (bytesFree >= bytesNeeded) return
  throw diskFull(folder, { bytesNeeded, bytesFree })
}

async function copyChecked(
  context: SavepointsContext,
  { target, to }: Request,
  task: SqliteTask,
): Promise<Copied> {
  const { sqlite, platform } = context.ports
  const saved = await sqlite.save(
    { from: target.database.path, to, lockMs: context.settings.get().lockSeconds * 1000, verify: true },
    task,
  )
  if (saved.check.quickCheck !== 'ok') {
    throw problem('database-damaged', {
      facts: { path: target.database.path },
      evidence: [saved.check.quickCheck],
    })
  }
  const { bytes, sha256 } = saved
  return {
    files: [{ name: pathsFor(platform).basename(to), role: 'database', bytes, sha256 }],
    journalMode: saved.sourceJournalMode,
    check: saved.check,
  }
}

async function keepAsIs(
  context: SavepointsContext,
  { target, to }: Request,
  task: SqliteTask,
): Promise<Copied> {
  const { sqlite, platform } = context.ports
  const kept = await sqlite.keepAsIs({ from: target.database.path, to }, task)
  return {
    files: kept.map(({ path, role, bytes, sha256 }) => ({
      name: pathsFor(platform).basename(path),
      role,
      bytes,
      sha256,
    })),
    journalMode: 'unknown',
    check: null,
  }
}
