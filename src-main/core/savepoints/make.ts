import type { Manifest, SavedFile, Savepoint, SavepointKind } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import type { SqliteTarget } from '../migrations/migrations.ts'
import { prepareBackupsFolder } from '../operations/backups-folder.ts'
import { openJournal } from '../operations/journal.ts'
import type { SqliteTask } from '../ports.ts'
import { ProblemError } from '../problem.ts'
import { findEntry, placeOf, type SavepointsContext } from './context.ts'
import { copyDatabase, type Copied } from './copy.ts'
import { manifestText } from './manifest.ts'
import { databaseEnding, freeStem, manifestEnding, stemFor } from './names.ts'
import { removeRetired } from './retention.ts'
import { writeManifestChecked } from './write-manifest.ts'

export type SaveRequest = {
  readonly target: SqliteTarget
  readonly kind: SavepointKind
  readonly label: string | null
  readonly reason: Manifest['reason']
}

/** The caller holds the project's lock (an operation with access 'changes'). On any failure nothing of it is left. */
export async function makeNow(
  context: SavepointsContext,
  request: SaveRequest,
  task: SqliteTask,
): Promise<Savepoint> {
  const { ports } = context
  const { project, database } = request.target
  try {
    await prepareBackupsFolder(ports, project.backupsFolder)
    const at = ports.clock.now()
    const id = await nextId(context, project, database.alias)
    const to = placeOf(context, project, `${id}${databaseEnding}`)
    const manifestPath = placeOf(context, project, `${id}${manifestEnding}`)
    const copies = [`${to}.partial`, to, `${to}-wal`, `${to}-journal`]
    const journal = openJournal(ports, project.backupsFolder)
    const entry = {
      operation: crypto.randomUUID(),
      kind: 'save',
      database: database.alias,
      target: database.path,
      savepoint: id,
      safety: null,
      leaves: [...copies, manifestPath],
    } as const
    await journal.note({ ...entry, step: 'begun' })
    try {
      const git = ports.git.state(project.root, task.signal).catch(withoutGit)
      const copied = await copyDatabase(context, { ...request, to }, task)
      task.signal.throwIfAborted()
      task.report({ step: 'writing-manifest', amount: null, subject: `${id}${manifestEnding}` })
      const manifest = manifestOf(context, request, { id, at, copied, git: await git })
      await writeManifestChecked(context, { project, path: manifestPath, text: manifestText(manifest) })
    } catch (error) {
      // A file that somebody else put there in this very second is theirs.
      const ours = isTaken(error) ? [] : [manifestPath, ...copies]
      await cleanUp(ours, () => journal.note({ ...entry, step: 'failed' }))
      throw error
    }
    await journal.note({ ...entry, step: 'done' })
    await removeRetired(context, project, {
      database: database.alias,
      spare: request.reason?.of ?? null,
      made: id,
    })
    return (await findEntry(context, project, id)).savepoint
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }

  async function cleanUp(left: readonly string[], note: () => Promise<void>): Promise<void> {
    try {
      for (const path of left) await ports.files.remove(path)
      await note()
    } catch (error) {
      // What made the save fail is what the person hears. The journal still has it open: recovery removes these files.
      task.report({ step: 'cleaning-up', amount: null, subject: String(error) })
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'file-exists'
}

export async function nextId(
  context: SavepointsContext,
  project: SqliteTarget['project'],
  database: string,
): Promise<string> {
  const { entries, names } = await context.catalogue.read(project.backupsFolder)
  const ids = entries.map((entry) => entry.savepoint.id)
  return freeStem(stemFor(database, context.ports.clock.now()), [...ids, ...names])
}

/** A savepoint without its branch is better than none; whether it was cancelled is asked of the signal itself. */
function withoutGit(): null {
  return null
}

function manifestOf(
  context: SavepointsContext,
  request: SaveRequest,
  made: {
    readonly id: string
    readonly at: Date
    readonly copied: Copied
    readonly git: Manifest['git']
  },
): Manifest {
  const { database, djangoVersion, pythonVersion } = request.target
  const { copied } = made
  const files: SavedFile[] = [...copied.files]
  return {
    savepoint: 1,
    id: made.id,
    takenAt: made.at.toISOString(),
    kind: request.kind,
    label: request.label,
    pinned: false,
    reason: request.reason,
    database: {
      alias: database.alias,
      engine: 'sqlite',
      name: database.path.split(/[/\\]/).at(-1) ?? database.name,
      journalMode: copied.journalMode,
      pageSize: copied.check?.facts.pageSize ?? 0,
    },
    files,
    tables: [...(copied.check?.facts.tables ?? [])],
    migrations: [...(copied.check?.facts.migrations ?? [])],
    whole: copied.check !== null,
    checks:
      copied.check === null
        ? null
        : {
            at: context.ports.clock.now().toISOString(),
            quickCheck: copied.check.quickCheck,
            foreignKeyViolations: copied.check.foreignKeyViolations,
            outcome: 'passed',
          },
    git: made.git,
    versions: {
      savepoint: context.ports.place.version,
      sqlite: copied.check?.facts.sqliteVersion ?? 'unknown',
      django: djangoVersion,
      python: pythonVersion,
    },
  }
}
