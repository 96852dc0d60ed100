import type { Project } from '../../contract/project.ts'
import type { Manifest } from '../../contract/savepoint.ts'
import { openJournal } from '../operations/journal.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { SqliteCheck, SqliteTask } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'
import { differingTables } from '../savepoints/differing-tables.ts'
import { databaseFile, manifestText } from '../savepoints/manifest.ts'
import { databaseEnding, freeStem, manifestEnding, readStem, stemFor } from '../savepoints/names.ts'
import type { TransferContext } from './transfer-context.ts'

type What = { readonly project: Project; readonly bundle: string; readonly manifest: Manifest }
type Unpacked = { readonly partial: string; readonly path: string; readonly file: Manifest['files'][number] }

/** Unpacked beside, compared, checked by SQLite, renamed, manifest last; answers the id. Names inside the folder are ours, never the bundle's. */
export async function unpackSavepoint(
  context: TransferContext,
  what: What,
  task: SqliteTask,
): Promise<string> {
  const { ports } = context
  const { project, manifest, bundle } = what
  const id = await freeId(context, what)
  const place = (name: string) => pathsFor(ports.platform).join(project.backupsFolder, name)
  const files = manifest.files.map((file): Unpacked => {
    const name = `${id}${databaseEnding}${file.role === 'database' ? '' : `-${file.role}`}`
    return { partial: place(`${name}.partial`), path: place(name), file: { ...file, name } }
  })
  const manifestPath = place(`${id}${manifestEnding}`)
  const journal = openJournal(ports, project.backupsFolder)
  const entry = {
    operation: crypto.randomUUID(),
    kind: 'save',
    database: manifest.database.alias,
    target: null,
    savepoint: id,
    safety: null,
    leaves: [...files.flatMap(({ partial, path }) => [partial, path]), manifestPath],
  } as const
  await journal.note({ ...entry, step: 'begun' })
  try {
    const entries = manifest.files.map(({ name, bytes }, at) => ({
      name,
      bytes,
      to: files[at]?.partial ?? '',
    }))
    await ports.bundles.unpack({ bundle, entries }, task)
    for (const { partial, file } of files) await compareHash(context, { bundle, partial, file }, task)
    const check = await checkContent(context, { ...what, files }, task)
    task.signal.throwIfAborted()
    for (const { partial, path } of files) await ports.files.rename(partial, path)
    const noted = notesOf(context, { manifest, id, files, check })
    await ports.files.writeWhole(manifestPath, manifestText(noted))
  } catch (error) {
    await ports.files.remove(manifestPath)
    for (const { partial, path } of files) {
      await ports.files.remove(partial)
      await ports.files.remove(path)
    }
    await journal.note({ ...entry, step: 'failed' })
    throw error
  }
  await journal.note({ ...entry, step: 'done' })
  return id
}

async function freeId(context: TransferContext, what: What): Promise<string> {
  const { id, database } = what.manifest
  const { savepoints } = await context.savepoints.list(what.project.id)
  const names = await context.ports.files.list(what.project.backupsFolder)
  const base =
    readStem(id) !== null && id.length <= 120 ? id : stemFor(database.alias, context.ports.clock.now())
  return freeStem(base, [...savepoints.map((one) => one.id), ...names.map((one) => one.name)])
}

async function compareHash(
  context: TransferContext,
  what: { readonly bundle: string; readonly partial: string; readonly file: Unpacked['file'] },
  task: SqliteTask,
): Promise<void> {
  task.report({ step: 'hashing', amount: null, subject: what.file.name })
  const sha256 = await context.ports.files.sha256(what.partial, task.signal)
  if (sha256 === what.file.sha256) return
  throw problem('bundle-damaged', {
    facts: { bundle: what.bundle },
    evidence: [`${what.file.name}: SHA-256 ${sha256}, ${what.file.sha256} in its manifest`],
  })
}

/** Null for a damaged database that was kept as is: its bytes were compared, more can't be said. */
async function checkContent(
  context: TransferContext,
  what: What & { readonly files: readonly Unpacked[] },
  task: SqliteTask,
): Promise<SqliteCheck | null> {
  if (!what.manifest.whole) return null
  const name = databaseFile({ files: what.files.map(({ file }) => file) }).name
  const partial = what.files.find(({ file }) => file.name === name)?.partial ?? ''
  const damaged = (evidence: readonly string[], cause?: unknown) =>
    problem('bundle-damaged', { facts: { bundle: what.bundle }, evidence, cause })
  const check = await context.ports.sqlite.check(partial, task).catch((error: unknown) => {
    if (!(error instanceof ProblemError) || !error.problem.code.startsWith('database-')) throw error
    throw damaged([error.problem.code, ...error.problem.evidence], error)
  })
  if (check.quickCheck !== 'ok') throw damaged([check.quickCheck])
  const differing = differingTables(what.manifest.tables, check.facts.tables)
  if (differing.length > 0) throw damaged(differing)
  return check
}

/** Somebody chose to bring it here, so it is yours: retention never takes it. What it was stays noted. */
function notesOf(
  context: TransferContext,
  made: {
    readonly manifest: Manifest
    readonly id: string
    readonly files: readonly Unpacked[]
    readonly check: SqliteCheck | null
  },
): Manifest {
  const at = context.ports.clock.now().toISOString()
  const { manifest, check } = made
  return {
    ...manifest,
    id: made.id,
    kind: 'you',
    pinned: false,
    files: made.files.map(({ file }) => file),
    migrations: check === null ? manifest.migrations : [...check.facts.migrations],
    checks:
      check === null
        ? null
        : {
            at,
            quickCheck: check.quickCheck,
            foreignKeyViolations: check.foreignKeyViolations,
            outcome: 'passed',
          },
    imported: { at, id: manifest.id, kind: manifest.kind },
  }
}
