import type { OperationResult } from '../../contract/operation.ts'
import type { Project } from '../../contract/project.ts'
import { diskFull } from '../diagnosis/disk-full.ts'
import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import { prepareBackupsFolder } from '../operations/backups-folder.ts'
import type { OperationTask } from '../operations/operations.ts'
import type { SqliteTask } from '../ports.ts'
import { ProblemError } from '../problem.ts'
import { readBundleText } from './bundle-manifest.ts'
import { reporting, type TransferContext } from './transfer-context.ts'
import { unpackSavepoint } from './unpack-savepoint.ts'

/** Problems: bundle-damaged, bundle-unsafe, bundle-newer, disk-full, folder-not-writable. On any of them nothing is left. */
export async function importBundle(
  context: TransferContext,
  what: { readonly project: Project; readonly bundle: string },
  operation: OperationTask,
): Promise<OperationResult> {
  const { ports } = context
  const { project, bundle } = what
  const task = reporting(operation)
  try {
    const manifest = readBundleText(await ports.bundles.readManifest(bundle), bundle)
    await prepareBackupsFolder(ports, project.backupsFolder)
    const known = await sameContent(context, { project, manifest }, task)
    if (known !== null) return { kind: 'imported', savepoint: known }
    await enoughSpace(context, { project, manifest })
    const id = await unpackSavepoint(context, { project, bundle, manifest }, task)
    const { savepoint } = await context.savepoints.show(project.id, id)
    return { kind: 'imported', savepoint }
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }
}

/** One that holds the same bytes, compared again now: what is noted about it isn't enough to leave the bundle unread. */
async function sameContent(
  context: TransferContext,
  what: { readonly project: Project; readonly manifest: Manifest },
  task: SqliteTask,
): Promise<Savepoint | null> {
  const wanted = fingerprint(what.manifest)
  const bytes = what.manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  const { savepoints } = await context.savepoints.list(what.project.id)
  const candidates = savepoints.filter(
    (one) => one.bytes === bytes && (one.verification === 'verified' || one.verification === 'kept-as-is'),
  )
  for (const { id } of candidates) {
    const { manifest } = await context.savepoints.show(what.project.id, id)
    if (manifest === null || fingerprint(manifest) !== wanted) continue
    if (await isIntact(context, { project: what.project, id }, task)) {
      return (await context.savepoints.show(what.project.id, id)).savepoint
    }
  }
  return null
}

async function isIntact(
  context: TransferContext,
  what: { readonly project: Project; readonly id: string },
  task: SqliteTask,
): Promise<boolean> {
  try {
    await context.savepoints.intactFile(what.project, what.id, task)
    return true
  } catch (error) {
    // Then the bundle's copy is the good one and comes in under an id of its own.
    const code = error instanceof ProblemError ? error.problem.code : null
    if (code === 'savepoint-changed' || code === 'savepoint-file-missing') return false
    throw error
  }
}

function fingerprint(manifest: Manifest): string {
  const files = manifest.files.map((file) => `${file.role} ${file.sha256}`).sort()
  return [manifest.database.alias, ...files].join('\n')
}

/** A bundle of a few kilobytes can say that it holds terabytes. */
async function enoughSpace(
  context: TransferContext,
  what: { readonly project: Project; readonly manifest: Manifest },
): Promise<void> {
  const folder = what.project.backupsFolder
  const bytesNeeded = what.manifest.files.reduce((sum, file) => sum + file.bytes, 0) + 1024 * 1024
  const bytesFree = await context.ports.files.freeBytes(folder)
  if (bytesFree >= bytesNeeded) return
  throw diskFull(folder, { bytesNeeded, bytesFree })
}
