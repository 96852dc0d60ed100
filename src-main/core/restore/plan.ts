import type { Problem } from '../../contract/problem.ts'
import type { RestorePlan } from '../../contract/restore.ts'
import type { Comparison, SavepointDetails } from '../../contract/savepoint.ts'
import type { SqliteTarget } from '../migrations/migrations.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { SqliteTask } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'
import { approvalOf, sameStamp, stampOf, type Approved, type Stamp } from './approval.ts'
import type { Context } from './context.ts'
import { spaceBlockers, spaceNeeded } from './space.ts'
import { findTarget } from './target.ts'
import { writeBlockers } from './writable.ts'

/** A plan and what its approval was made from. */
export type Planned = {
  readonly plan: RestorePlan
  readonly approved: Approved
  readonly target: SqliteTarget
}

/** Why a database can't be read as SQLite: it is kept byte by byte before it is replaced. */
const damaged: ReadonlySet<string> = new Set([
  'database-not-sqlite',
  'database-truncated',
  'database-damaged',
  'database-encrypted',
  'database-empty',
])
const blocking: ReadonlySet<string> = new Set([
  'database-locked',
  'database-not-readable',
  'database-read-only',
  'database-is-folder',
])
const savepointGone: ReadonlySet<string> = new Set(['savepoint-file-missing', 'savepoint-changed'])

/** Looks only: nothing is written. What stands in the way is in `blockers`; what makes a plan impossible is thrown. */
export async function makePlan(
  context: Context,
  of: { readonly projectId: string; readonly id: string },
  task: SqliteTask,
): Promise<Planned> {
  const project = await context.projects.get(of.projectId)
  const details = await context.savepoints.show(of.projectId, of.id)
  const target = await findTarget(context, { project, database: details.savepoint.database }, task.signal)
  const path = target.database.path

  const source = await lookAtSavepoint(context, { target, details }, task)
  const seen = await lookAtBoth(context, { path, id: of.id, source: source.path }, task)
  const sizes = { now: seen.stamp.database?.bytes ?? 0, savepoint: details.savepoint.bytes }
  const need = spaceNeeded({ ...sizes, now: sizes.now + (seen.stamp.wal?.bytes ?? 0) })
  const approved = { savepointId: of.id, sha256: source.sha256, target: path, stamp: seen.stamp }
  const plan: RestorePlan = {
    approval: approvalOf(approved),
    projectId: of.projectId,
    database: details.savepoint.database,
    savepoint: details.savepoint,
    target: {
      path,
      name: pathsFor(context.ports.platform).basename(path),
      exists: seen.stamp.database !== null,
      bytes: sizes.now,
      whole: seen.whole,
    },
    changes: seen.changes,
    safetyName: `${await context.savepoints.nextId(project, details.savepoint.database)}.sqlite3`,
    bytesNeeded: need.backups + need.beside,
    blockers: [
      ...source.blockers,
      ...seen.blockers,
      ...(await writable(context, target, seen.blockers)),
      ...(await space(context, target, need)),
    ],
  }
  return { plan, approved, target }
}

/** SHA-256 that the approval stands on: the manifest's, or of the file itself when it was made by hand. */
export async function savepointHash(
  context: Context,
  details: SavepointDetails,
  signal: AbortSignal,
): Promise<string> {
  const noted = details.manifest?.files.find((file) => file.role === 'database')?.sha256
  if (noted !== undefined) return noted
  const path = details.paths[0]
  if (path === undefined) throw problem('savepoint-file-missing', { facts: { id: details.savepoint.id } })
  return context.ports.files.sha256(path, signal)
}

async function lookAtSavepoint(
  context: Context,
  of: { readonly target: SqliteTarget; readonly details: SavepointDetails },
  task: SqliteTask,
): Promise<{ readonly path: string | null; readonly sha256: string; readonly blockers: readonly Problem[] }> {
  const { savepoint } = of.details
  try {
    const { path } = await context.savepoints.intactFile(of.target.project, savepoint.id, task)
    const sha256 = await savepointHash(context, of.details, task.signal)
    return savepoint.verification === 'kept-as-is'
      ? { path: null, sha256, blockers: [keptAsIs(savepoint.id)] }
      : { path, sha256, blockers: [] }
  } catch (error) {
    if (!(error instanceof ProblemError) || !savepointGone.has(error.problem.code)) throw error
    const noted = of.details.manifest?.files.find((file) => file.role === 'database')
    return { path: null, sha256: noted?.sha256 ?? '', blockers: [error.problem] }
  }
}

/** Bytes of a database that was damaged already: Undo can put them back, a restore can't check them. */
function keptAsIs(id: string): Problem {
  const fixes = [{ kind: 'choose-another-savepoint' as const }]
  return problem('savepoint-damaged', { facts: { id, keptAsIs: true }, fixes }).problem
}

type Seen = {
  readonly stamp: Stamp
  readonly whole: boolean
  readonly changes: Comparison | null
  readonly blockers: readonly Problem[]
}

/** The stamp is that of the very content that was compared: when somebody wrote meanwhile, it is compared once more. */
async function lookAtBoth(
  context: Context,
  of: { readonly path: string; readonly id: string; readonly source: string | null },
  task: SqliteTask,
): Promise<Seen> {
  for (let left = 3; ; left -= 1) {
    const before = await stampOf(context.ports.files, of.path)
    const seen = await compareNow(context, of, task)
    const stamp = await stampOf(context.ports.files, of.path)
    // The last stamp taken before the look wins: a write that was not seen must be refused later.
    if (sameStamp(before, stamp) || left <= 1) return { ...seen, stamp: before }
  }
}

async function compareNow(
  context: Context,
  of: { readonly path: string; readonly id: string; readonly source: string | null },
  task: SqliteTask,
): Promise<Omit<Seen, 'stamp'>> {
  const { sqlite, files, clock } = context.ports
  const facts = await files.look(of.path)
  if (facts === null) return { whole: true, changes: null, blockers: [] }
  if (facts.kind === 'folder') {
    const folder = problem('database-is-folder', { facts: { path: of.path } }).problem
    return { whole: false, changes: null, blockers: [folder] }
  }
  try {
    await sqlite.look(of.path, task)
    if (of.source === null) return { whole: true, changes: null, blockers: [] }
    const found = await sqlite.compare(of.path, of.source, task)
    const countedAt = clock.now().toISOString()
    return {
      whole: true,
      changes: { before: 'now', after: of.id, countedAt, ...found },
      blockers: [],
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (damaged.has(error.problem.code)) return { whole: false, changes: null, blockers: [] }
    if (!blocking.has(error.problem.code)) throw error
    return { whole: true, changes: null, blockers: [error.problem] }
  }
}

/** A folder in the database's place, or one that SQLite has called read-only already, isn't asked again. */
async function writable(
  { ports }: Context,
  target: SqliteTarget,
  seen: readonly Problem[],
): Promise<readonly Problem[]> {
  if (seen.some(({ code }) => code === 'database-is-folder' || code === 'database-read-only')) return []
  return writeBlockers(ports, {
    database: target.database.path,
    backupsFolder: target.project.backupsFolder,
  })
}

async function space(
  context: Context,
  target: SqliteTarget,
  need: ReturnType<typeof spaceNeeded>,
): Promise<readonly Problem[]> {
  const { files, platform } = context.ports
  const backups = target.project.backupsFolder
  const beside = pathsFor(platform).dirname(target.database.path)
  return spaceBlockers(
    need,
    { folder: backups, free: await files.freeBytes(backups) },
    { folder: beside, free: await files.freeBytes(beside) },
  )
}
