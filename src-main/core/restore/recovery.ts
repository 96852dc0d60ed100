import type { Project } from '../../contract/project.ts'
import type { Recovery } from '../../contract/restore.ts'
import { fileProblem } from '../diagnosis/files.ts'
import { openJournal, type JournalEntry } from '../operations/journal.ts'
import { ProblemError } from '../problem.ts'
import type { Context } from './context.ts'
import { contentNow } from './content-now.ts'
import { openWork, type OpenWork } from './open-work.ts'
import { removeFiles } from './staging.ts'
import { isAlive, removableLeaves, strays } from './sweep.ts'

/**
 * Puts right what never ended: says which content the database has, removes what was left behind, notes it, says it once.
 * Does nothing while any process works on this project: then what looks left behind may be in use.
 */
export async function recover(context: Context, project: Project): Promise<readonly Recovery[]> {
  if (worksHere(context, project)) return []
  // Looked at without the lock first: taking it starts a process, and there is nothing to put right nearly always.
  if (!(await somethingIsLeft(context, project))) return []
  try {
    return await context.operations.briefly(project.backupsFolder, () => putRight(context, project))
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'project-busy') return []
    throw error
  }
}

async function somethingIsLeft(context: Context, project: Project): Promise<boolean> {
  const journal = openJournal(context.ports, project.backupsFolder)
  try {
    if (openWork(await journal.entries()).length > 0) return true
    return (await strays(context, project)).length > 0
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }
}

async function putRight(context: Context, project: Project): Promise<readonly Recovery[]> {
  const journal = openJournal(context.ports, project.backupsFolder)
  const left = openWork(await journal.entries())
  const found = await strays(context, project)
  // Work that began in this process meanwhile shares our lock, and its files must not be taken for leftovers.
  if (worksHere(context, project)) return []
  const recoveries: Recovery[] = []
  const replacing = left.some((work) => isReplacement(work.last))
  const ofSaves: string[] = []
  for (const work of left) {
    if (await isAlive(context, work)) continue
    const removed = await removeFiles(context.ports, await removableLeaves(context, work))
    const database = isReplacement(work.last) ? await contentNow(context, project, work) : 'untouched'
    // 'done' first: it is what Undo is found by, and the content is new whatever happens to the next line.
    if (database === 'new' || database === 'neither') await journal.note(entryOf(work, 'done'))
    await journal.note(entryOf(work, 'recovered'))
    // The safety savepoint is saved inside a restore: one interruption is said as one.
    if (work.last.kind === 'save' && replacing) ofSaves.push(...removed)
    else recoveries.push(said(work, database, removed))
  }
  const removed = [...(await removeFiles(context.ports, found))]
  return withRemoved(recoveries, [...ofSaves, ...removed], context.ports.clock.now().toISOString())
}

/** Leftovers that nobody noted belong to what was interrupted; alone they are said alone. */
function withRemoved(
  recoveries: readonly Recovery[],
  removed: readonly string[],
  now: string,
): readonly Recovery[] {
  if (removed.length === 0) return recoveries
  const last = recoveries.at(-1)
  if (last !== undefined) {
    return [...recoveries.slice(0, -1), { ...last, removed: [...last.removed, ...removed] }]
  }
  const nothing = { target: null, safety: null, database: 'untouched' } as const
  return [{ operation: 'other', startedAt: now, ...nothing, removed: [...removed] }]
}

function worksHere(context: Context, project: Project): boolean {
  return context.operations
    .list(project.id)
    .some((state) => state.endedAt === null && state.kind !== 'rehearse')
}

function isReplacement(entry: JournalEntry): boolean {
  return entry.kind === 'restore' || entry.kind === 'undo'
}

function entryOf(work: OpenWork, step: JournalEntry['step']): Omit<JournalEntry, 'at'> {
  const { at: _, ...entry } = work.last
  return { ...entry, step }
}

function said(work: OpenWork, database: Recovery['database'], removed: readonly string[]): Recovery {
  return {
    operation: work.last.kind,
    startedAt: work.startedAt,
    database,
    target: work.last.target,
    safety: work.last.safety,
    removed: [...removed],
  }
}
