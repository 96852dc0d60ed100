import type { Project } from '../../contract/project.ts'
import { ownPlaces } from '../operations/backups-folder.ts'
import { openJournal, type JournalEntry } from '../operations/journal.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { Ports } from '../ports.ts'
import type { Context } from './context.ts'

export type Staging = {
  /** Absolute path of the copy; not there yet. */
  readonly file: string
  readonly name: string
  /** Removes the copy and all that belongs to it; the number of files that were there. */
  readonly remove: () => Promise<number>
}

const endings = [
  '',
  '-wal',
  '-shm',
  '-journal',
  '.partial',
  '.partial-wal',
  '.partial-shm',
  '.partial-journal',
]

export function stagingFolder(ports: Pick<Ports, 'platform'>, backupsFolder: string): string {
  return pathsFor(ports.platform).join(ownPlaces(ports.platform, backupsFolder).own, 'staging')
}

/**
 * A place for one rehearsal. Rehearsals don't hold the project's lock (several may run, beside a save), so each holds a lock file
 * of its own: whoever can take it knows that the rehearsal is dead and its copy may go.
 */
export async function openStaging(
  context: Context,
  project: Project,
  of: { readonly operation: string; readonly savepoint: string; readonly database: string },
): Promise<Staging> {
  const { ports } = context
  const path = pathsFor(ports.platform)
  const folder = stagingFolder(ports, project.backupsFolder)
  const name = `${of.operation}.sqlite3`
  const file = path.join(folder, name)
  const lockFile = lockBeside(file)
  const leaves = [...copies(file), lockFile]
  const journal = openJournal(ports, project.backupsFolder)
  const entry: Omit<JournalEntry, 'at' | 'step'> = {
    operation: of.operation,
    kind: 'rehearse',
    database: of.database,
    target: null,
    savepoint: of.savepoint,
    safety: null,
    leaves,
  }
  await ports.files.makeFolder(folder)
  const lock = await ports.sqlite.holdProjectLock(lockFile)
  await journal.note({ ...entry, step: 'begun' })
  return {
    file,
    name,
    remove: async () => {
      const removed = await removeFiles(ports, copies(file))
      await lock?.release()
      await removeFiles(ports, [lockFile])
      await journal.note({ ...entry, step: 'done' })
      return removed.length
    },
  }
}

export function lockBeside(file: string): string {
  return `${file}.lock`
}

function copies(file: string): readonly string[] {
  return endings.map((ending) => `${file}${ending}`)
}

/** Those that were there. */
export async function removeFiles(
  ports: Pick<Ports, 'files'>,
  paths: readonly string[],
): Promise<readonly string[]> {
  const removed: string[] = []
  for (const path of paths) {
    const facts = await ports.files.look(path)
    if (facts?.kind !== 'file') continue
    await ports.files.remove(path)
    removed.push(path)
  }
  return removed
}
