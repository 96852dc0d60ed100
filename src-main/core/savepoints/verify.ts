import type { Project } from '../../contract/project.ts'
import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import type { SqliteCheck, SqliteTask } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'
import { checkFile, checksOf, manifestByHand } from './adopt.ts'
import { findEntry, placeOf, presentFile, readEntry, type SavepointsContext } from './context.ts'
import { differingTables } from './differing-tables.ts'
import type { Entry } from './entries.ts'
import { compareFiles } from './intact.ts'
import { manifestText } from './manifest.ts'
import { manifestEnding, withoutEnding } from './names.ts'
import { writeManifestChecked } from './write-manifest.ts'

type What = { readonly project: Project; readonly id: string }

/**
 * Everything that can be known about it, again: size, SHA-256, SQLite's own checks, rows of each table. The outcome is noted in the
 * manifest, also a bad one. A file made by hand, or with notes that can't be read, gets new ones when it passes.
 */
export async function verifySavepoint(
  context: SavepointsContext,
  what: What,
  task: SqliteTask,
): Promise<Savepoint> {
  const { project, id } = what
  try {
    const entry = await findEntry(context, project, id)
    if (entry.manifestIs === null || entry.manifestIs === 'damaged') {
      await writeNewNotes(context, { project, entry }, task)
    } else await checkAgain(context, { project, entry }, task)
    return (await findEntry(context, project, id)).savepoint
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }
}

async function writeNewNotes(
  context: SavepointsContext,
  what: { readonly project: Project; readonly entry: Entry },
  task: SqliteTask,
): Promise<void> {
  const { project, entry } = what
  const { files } = context.ports
  const manifest = await manifestByHand(context, { project, savepoint: entry.savepoint }, task)
  const name = entry.manifestName ?? `${withoutEnding(entry.savepoint.file)}${manifestEnding}`
  const path = placeOf(context, project, name)
  task.signal.throwIfAborted()
  await context.operations.briefly(project.backupsFolder, async () => {
    if (entry.manifestName !== null) {
      // Whatever is still readable in the damaged notes (a label, a reason) stays beside.
      const stamp = context.ports.clock.now().toISOString().replaceAll(/[:.]/g, '-')
      await files.rename(path, `${path}.damaged-${stamp}`)
    }
    await writeManifestChecked(context, { project, path, text: manifestText(manifest) })
  })
}

async function checkAgain(
  context: SavepointsContext,
  what: { readonly project: Project; readonly entry: Entry },
  task: SqliteTask,
): Promise<void> {
  const { project, entry } = what
  const manifest = await readEntry(context, project, entry)
  if (manifest === null) return
  const { now } = context.ports.clock
  try {
    await compareFiles(context, { project, entry, manifest }, task)
    // Of a damaged database kept as is, its bytes are all that can be checked.
    const checks = manifest.whole
      ? checksOf(await checkContent(context, { ...what, manifest }, task), now())
      : null
    await noteChecks(context, what, checks)
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : null
    if (code === 'savepoint-changed' || code === 'savepoint-damaged') {
      const before = manifest.checks ?? { quickCheck: 'not run', foreignKeyViolations: 0 }
      await noteChecks(context, what, { ...before, at: now().toISOString(), outcome: 'failed' })
    }
    throw error
  }
}

async function checkContent(
  context: SavepointsContext,
  what: { readonly project: Project; readonly entry: Entry; readonly manifest: Manifest },
  task: SqliteTask,
): Promise<SqliteCheck> {
  const { id, file } = what.entry.savepoint
  const path = await presentFile(context, what.project, { id, name: file })
  const check = await checkFile(context, { id, path }, task)
  const differing = differingTables(what.manifest.tables, check.facts.tables)
  if (differing.length === 0) return check
  throw problem('savepoint-changed', {
    facts: { id, path, tables: differing.length },
    fixes: [{ kind: 'choose-another-savepoint' }],
    evidence: differing,
  })
}

async function noteChecks(
  context: SavepointsContext,
  what: { readonly project: Project; readonly entry: Entry },
  checks: Manifest['checks'],
): Promise<void> {
  const { project } = what
  await context.operations.briefly(project.backupsFolder, async () => {
    // Read again: a label or a pin may have come while the checks ran.
    const entry = await findEntry(context, project, what.entry.savepoint.id)
    const manifest = await readEntry(context, project, entry)
    if (manifest === null || entry.manifestName === null) return
    const path = placeOf(context, project, entry.manifestName)
    await context.ports.files.writeWhole(path, manifestText({ ...manifest, checks }))
  })
}
