import type { Project } from '../../contract/project.ts'
import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import { problem } from '../problem.ts'
import { manifestByHand } from './adopt.ts'
import { findEntry, placeOf, readEntry, type SavepointsContext } from './context.ts'
import type { Entry } from './entries.ts'
import { manifestText } from './manifest.ts'
import { manifestEnding, withoutEnding } from './names.ts'

/** Writes changed notes. A file made by hand is checked first and gets notes; then it is a savepoint like the others. */
export async function changeManifest(
  context: SavepointsContext,
  what: { readonly project: Project; readonly id: string },
  change: (manifest: Manifest) => Manifest,
): Promise<Savepoint> {
  const { project, id } = what
  return short(context, project, async () => {
    const entry = await findEntry(context, project, id)
    const manifest = await manifestFor(context, project, entry)
    const name = manifestNameOf(entry)
    await context.ports.files.writeWhole(placeOf(context, project, name), manifestText(change(manifest)))
    return (await findEntry(context, project, id)).savepoint
  })
}

export async function manifestFor(
  context: SavepointsContext,
  project: Project,
  entry: Entry,
): Promise<Manifest> {
  const known = await readEntry(context, project, entry)
  if (known !== null) return known
  const task = { signal: new AbortController().signal, report: () => undefined }
  return manifestByHand(context, { project, savepoint: entry.savepoint }, task)
}

export function manifestNameOf(entry: Entry): string {
  return entry.manifestName ?? `${withoutEnding(entry.savepoint.file)}${manifestEnding}`
}

/** One short change at a time. Errors of the disk become problems. */
export async function short<T>(
  context: SavepointsContext,
  project: Project,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await context.operations.briefly(project.backupsFolder, work)
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }
}

/** Work under way reads or replaces it: its files must keep their names. Problem: savepoint-in-use. */
export function refuseInUse(context: SavepointsContext, project: Project, id: string): void {
  const user = context.operations
    .list(project.id)
    .find(
      (state) =>
        state.at === 'running' && (state.subject === id || state.kind === 'restore' || state.kind === 'undo'),
    )
  if (user === undefined) return
  throw problem('savepoint-in-use', {
    facts: { id, operation: user.kind, operationId: user.id },
    fixes: [{ kind: 'retry' }],
  })
}
