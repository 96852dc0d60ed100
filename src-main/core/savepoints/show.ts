import type { Project } from '../../contract/project.ts'
import type { SavepointDetails } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import { findEntry, placeOf, readEntry, type SavepointsContext } from './context.ts'

/** Problems: savepoint-unknown, manifest-damaged, manifest-newer. `paths` are absolute; some may be missing (see `verification`). */
export async function showSavepoint(
  context: SavepointsContext,
  project: Project,
  id: string,
): Promise<SavepointDetails> {
  try {
    const entry = await findEntry(context, project, id)
    const manifest = await readEntry(context, project, entry)
    const names = entry.manifestName === null ? entry.files : [...entry.files, entry.manifestName]
    return {
      savepoint: entry.savepoint,
      manifest,
      paths: names.map((name) => placeOf(context, project, name)),
    }
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }
}
