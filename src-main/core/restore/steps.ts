import { randomUUID } from 'node:crypto'
import { openJournal, type JournalEntry } from '../operations/journal.ts'
import { problem, ProblemError } from '../problem.ts'
import type { Context } from './context.ts'
import type { SqliteTarget } from '../migrations/migrations.ts'

export type Steps = {
  /** Flushed before the step it announces begins. */
  readonly note: (step: JournalEntry['step'], safety?: string | null) => Promise<void>
  /** For an end on the way to a problem: a journal that can't be written must not hide that problem. Comes back with the problem. */
  readonly noteFailed: (problem: unknown) => Promise<unknown>
}

/**
 * The steps of one restore or undo in the journal. 'done' means: the database isn't what it was, so Undo is offered. It stands
 * also behind a restore that came out different, and behind one whose way back could not be put in at once.
 */
export function openSteps(
  context: Context,
  request: { readonly kind: 'restore' | 'undo'; readonly target: SqliteTarget; readonly savepointId: string },
): Steps {
  const { target } = request
  const journal = openJournal(context.ports, target.project.backupsFolder)
  const operation = `${request.kind}-${randomUUID()}`
  let safety: string | null = null
  const note: Steps['note'] = async (step, made) => {
    safety = made ?? safety
    await journal.note({
      operation,
      kind: request.kind,
      step,
      database: target.database.alias,
      target: target.database.path,
      savepoint: request.savepointId,
      safety,
      leaves: leavesBeside(target.database.path),
    })
  }
  return {
    note,
    noteFailed: async (error) => {
      try {
        await note('failed')
        return error
      } catch (unwritten) {
        // The operation stays open in the journal; the next start finds it and puts it right.
        return withEvidence(error, `The journal could not be written: ${String(unwritten)}`)
      }
    },
  }
}

function withEvidence(error: unknown, line: string): unknown {
  if (!(error instanceof ProblemError)) return error
  const { code, evidence, ...rest } = error.problem
  return problem(code, { ...rest, evidence: [...evidence, line], cause: error })
}

/** What a replacement may leave beside the database; never the database's own -wal or -journal, which belong to SQLite. */
export function leavesBeside(path: string): readonly string[] {
  const bytes = bytesBeside(path)
  return [`${path}.partial`, bytes, `${bytes}-wal`, `${bytes}-journal`]
}

/** Where the bytes of a damaged database wait before they are put back by rename. */
export function bytesBeside(path: string): string {
  return `${path}.savepoint-undo`
}
