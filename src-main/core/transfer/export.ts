import type { OperationResult } from '../../contract/operation.ts'
import type { Project } from '../../contract/project.ts'
import type { Manifest } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import type { OperationTask } from '../operations/operations.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { SqliteTask } from '../ports.ts'
import { manifestByHand } from '../savepoints/adopt.ts'
import { withoutEnding } from '../savepoints/names.ts'
import { bundleText } from './bundle-manifest.ts'
import { reporting, type TransferContext } from './transfer-context.ts'

const ending = '.savepoint'

type What = { readonly project: Project; readonly id: string; readonly to: string | null }

/** Only what was just compared with its manifest is packed. Problems: those of intactFile, file-exists, folder-not-writable, disk-full. */
export async function exportSavepoint(
  context: TransferContext,
  what: What,
  operation: OperationTask,
): Promise<OperationResult> {
  const { ports } = context
  const path = pathsFor(ports.platform)
  const task = reporting(operation)
  const intact = await context.savepoints.intactFile(what.project, what.id, task)
  const stem = withoutEnding(intact.savepoint.file)
  const wished = what.to ?? ports.place.downloads
  const file = wished.toLowerCase().endsWith(ending)
    ? path.resolve(wished)
    : path.join(path.resolve(wished), `${stem}${ending}`)
  try {
    const manifest = intact.manifest ?? (await byHand(context, what, task))
    const { paths } = await context.savepoints.show(what.project.id, what.id)
    await ports.files.makeFolder(path.dirname(file))
    const entries = manifest.files.map((saved, at) => ({
      name: saved.name,
      path: paths[at] ?? path.join(what.project.backupsFolder, saved.name),
      bytes: saved.bytes,
    }))
    const packed = await ports.bundles.pack(
      { to: file, entries, manifest: bundleText(manifest, ports.place.version) },
      task,
    )
    return { kind: 'exported', file, bytes: packed.bytes }
  } catch (error) {
    throw fileProblem(error, path.dirname(file))
  }
}

/** A file made by hand is checked before it leaves; the notes travel in the bundle, none are written here. */
async function byHand(context: TransferContext, what: What, task: SqliteTask): Promise<Manifest> {
  const { savepoint } = await context.savepoints.show(what.project.id, what.id)
  return manifestByHand(context, { project: what.project, savepoint }, task)
}
