import type { Project } from '../../contract/project.ts'
import { problem } from '../problem.ts'
import { refuseInUse, short } from './change.ts'
import { findEntry, type SavepointsContext } from './context.ts'
import { removeEntry } from './remove.ts'

/** Problems: savepoint-unknown, savepoint-pinned, savepoint-in-use, folder-not-writable. */
export async function deleteSavepoint(
  context: SavepointsContext,
  what: { readonly project: Project; readonly id: string },
  evenPinned: boolean,
): Promise<void> {
  const { project, id } = what
  await short(context, project, async () => {
    refuseInUse(context, project, id)
    const { entries } = await context.catalogue.read(project.backupsFolder)
    const entry = await findEntry(context, project, id)
    if (entry.savepoint.pinned && !evenPinned) {
      throw problem('savepoint-pinned', {
        facts: { id },
        fixes: [{ kind: 'unpin-first', savepointId: id }],
      })
    }
    const others = entries.filter((other) => other.savepoint.id !== id)
    await removeEntry(context, project, { entry, entries: others, whenHeld: 'throw' })
  })
}
