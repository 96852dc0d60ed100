import type { Project } from '../../contract/project.ts'
import type { Undoable } from '../../contract/restore.ts'
import { openJournal, type JournalEntry } from '../operations/journal.ts'
import { problem, ProblemError } from '../problem.ts'
import type { Context } from './context.ts'

export type UndoStep = { readonly undoable: Undoable; readonly target: string }

/** The newest replacement of any database, read from the journal: it survives restarts and is the same for every host. */
export async function findUndo(context: Context, project: Project): Promise<UndoStep | null> {
  const entries = await openJournal(context.ports, project.backupsFolder).entries()
  const step = lastReplacement(entries)
  if (step === null) return null
  return (await isThere(context, project, step.undoable.safety)) ? step : null
}

/** Problem: nothing-to-undo – also when the way back was deleted, or another restore came in between. */
export async function undoStep(context: Context, project: Project, safety: string): Promise<UndoStep> {
  const entries = await openJournal(context.ports, project.backupsFolder).entries()
  const step = lastReplacement(entries)
  const there = step !== null && (await isThere(context, project, step.undoable.safety))
  if (there && step.undoable.safety === safety) return step
  throw problem('nothing-to-undo', {
    facts: {
      safety,
      newest: step?.undoable.safety ?? null,
      why: step === null ? 'no-restore' : there ? 'another-restore' : 'safety-deleted',
    },
    fixes: [{ kind: 'choose-another-savepoint' }],
  })
}

/** Null when nothing was replaced, or nothing was there before. */
export function lastReplacement(entries: readonly JournalEntry[]): UndoStep | null {
  const done = entries.findLast(
    (entry) => (entry.kind === 'restore' || entry.kind === 'undo') && entry.step === 'done',
  )
  if (done === undefined) return null
  const { database, target, safety, savepoint } = done
  if (database === null || target === null || safety === null || savepoint === null) return null
  return { undoable: { database, safety, restored: savepoint, restoredAt: done.at }, target }
}

async function isThere(context: Context, project: Project, id: string): Promise<boolean> {
  try {
    const { savepoint } = await context.savepoints.show(project.id, id)
    return savepoint.verification !== 'missing'
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'savepoint-unknown') return false
    throw error
  }
}
