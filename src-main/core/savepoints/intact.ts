import type { Project } from '../../contract/project.ts'
import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import type { SqliteTask } from '../ports.ts'
import { problem } from '../problem.ts'
import { findEntry, presentFile, readEntry, type SavepointsContext } from './context.ts'
import type { Entry } from './entries.ts'

export type Intact = {
  readonly path: string
  readonly savepoint: Savepoint
  readonly manifest: Manifest | null
}

/** See Savepoints.intactFile. */
export async function intactFile(
  context: SavepointsContext,
  what: { readonly project: Project; readonly id: string },
  task: SqliteTask,
): Promise<Intact> {
  const { project, id } = what
  try {
    const entry = await findEntry(context, project, id)
    const manifest = await readEntry(context, project, entry)
    const path = await presentFile(context, project, { id, name: entry.savepoint.file })
    if (manifest !== null) await compareFiles(context, { project, entry, manifest }, task)
    return { path, savepoint: entry.savepoint, manifest }
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }
}

/** Size and SHA-256 of every file. Problems: savepoint-file-missing, savepoint-changed, cancelled. */
export async function compareFiles(
  context: SavepointsContext,
  what: { readonly project: Project; readonly entry: Entry; readonly manifest: Manifest },
  task: SqliteTask,
): Promise<void> {
  const { files } = context.ports
  const { id } = what.entry.savepoint
  for (const [at, said] of what.manifest.files.entries()) {
    const name = what.entry.files[at] ?? said.name
    const path = await presentFile(context, what.project, { id, name })
    const bytes = (await files.look(path))?.bytes ?? 0
    const changed = (evidence: string) =>
      problem('savepoint-changed', {
        facts: { id, path, expected: said.bytes, bytes },
        fixes: [{ kind: 'choose-another-savepoint' }],
        evidence: [evidence],
      })
    if (bytes !== said.bytes) throw changed(`${name}: ${bytes} bytes, ${said.bytes} in the manifest`)
    task.report({ step: 'hashing', amount: null, subject: name })
    const sha256 = await files.sha256(path, task.signal)
    if (sha256 !== said.sha256) throw changed(`${name}: SHA-256 ${sha256}, ${said.sha256} in the manifest`)
  }
}
