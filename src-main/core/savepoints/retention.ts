import type { Project } from '../../contract/project.ts'
import type { Savepoint } from '../../contract/savepoint.ts'
import type { SavepointsContext } from './context.ts'
import { removeEntry } from './remove.ts'

export type Keeping = {
  readonly database: string
  /** Automatic and before-restore ones to keep. */
  readonly keep: number
  /** Ids that work under way needs. */
  readonly spare: readonly string[]
}

/**
 * Which savepoints may go by themselves, oldest last in the list given (newest first). Never yours, never a pinned one, never the
 * newest one from before a restore (Undo needs it), never a damaged database kept as is (it may be the only copy of something),
 * and none whose check failed or whose file is missing: that is for a person to look at. These don't count as kept either.
 */
export function retired(savepoints: readonly Savepoint[], keeping: Keeping): readonly string[] {
  const ofDatabase = savepoints.filter((one) => one.database === keeping.database)
  const forUndo = ofDatabase.find((one) => one.kind === 'before-restore')?.id
  return ofDatabase
    .filter((one) => one.kind !== 'you' && !one.pinned)
    .filter((one) => one.verification === 'verified' || one.verification === 'unverified')
    .slice(keeping.keep)
    .map((one) => one.id)
    .filter((id) => id !== forUndo && !keeping.spare.includes(id))
}

/** Read again and removed in one turn, so that a pin set a moment ago counts. */
export async function removeRetired(
  context: SavepointsContext,
  project: Project,
  after: { readonly database: string; readonly spare: string | null; readonly made: string },
): Promise<void> {
  const keep = context.settings.get().keepAutomatic
  const busy = context.operations.list(project.id).filter((state) => state.at === 'running')
  const inUse = busy.flatMap((state) => (state.subject === null ? [] : [state.subject]))
  const spare = [...inUse, after.made, ...(after.spare === null ? [] : [after.spare])]
  await context.operations.briefly(project.backupsFolder, async () => {
    const { entries } = await context.catalogue.read(project.backupsFolder)
    const savepoints = entries.map((entry) => entry.savepoint)
    for (const id of retired(savepoints, { database: after.database, keep, spare })) {
      const entry = entries.find((candidate) => candidate.savepoint.id === id)
      // One that another program holds open stays, with its manifest; the next save tries again.
      if (entry !== undefined) await removeEntry(context, project, { entry, entries, whenHeld: 'leave' })
    }
  })
}
