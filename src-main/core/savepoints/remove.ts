import type { Project } from '../../contract/project.ts'
import { errorCode } from '../error-code.ts'
import { placeOf, type SavepointsContext } from './context.ts'
import type { Entry } from './entries.ts'

/**
 * Files first, manifest last: a crash between leaves a savepoint that says its file is missing, never one that looks verified.
 * A file that another savepoint's manifest speaks for too stays. Errors are Node's; with 'leave', a file that is held open
 * (EBUSY, EPERM, EACCES) ends it quietly before its manifest goes.
 */
export async function removeEntry(
  context: SavepointsContext,
  project: Project,
  what: { readonly entry: Entry; readonly entries: readonly Entry[]; readonly whenHeld: 'throw' | 'leave' },
): Promise<void> {
  const { entry } = what
  const others = new Set(what.entries.filter((other) => other !== entry).flatMap((other) => other.files))
  const manifests = entry.manifestName === null ? [] : [...entry.leftovers, entry.manifestName]
  const names = [...entry.files.filter((name) => !others.has(name)), ...manifests]
  try {
    for (const name of names) await context.ports.files.remove(placeOf(context, project, name))
  } catch (error) {
    const held = ['EBUSY', 'EPERM', 'EACCES'].includes(errorCode(error) ?? '')
    if (what.whenHeld === 'throw' || !held) throw error
  }
}
