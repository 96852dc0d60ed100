import { pathsFor } from './paths-for.ts'

/** The part of a journal entry that holds paths. */
type Paths = { readonly target: string | null; readonly leaves: readonly string[] }

/**
 * Paths inside the project are noted relative to it (`./backups/db_…`, always with `/`). A project folder that was copied or moved
 * while work was open must put its own files right, never those of the folder that it came from.
 */
export function journalPaths(platform: NodeJS.Platform, backupsFolder: string) {
  const path = pathsFor(platform)
  const root = path.dirname(backupsFolder)

  function noted(file: string): string {
    const relative = path.relative(root, file)
    const outside = relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)
    return outside ? file : `./${relative.split(path.sep).join('/')}`
  }

  function found(file: string): string {
    return file.startsWith('./') ? path.join(root, ...file.slice(2).split('/')) : file
  }

  const each = <T extends Paths>(entry: T, turn: (file: string) => string): T => ({
    ...entry,
    target: entry.target === null ? null : turn(entry.target),
    leaves: entry.leaves.map(turn),
  })

  return {
    toNote: <T extends Paths>(entry: T): T => each(entry, noted),
    fromNote: <T extends Paths>(entry: T): T => each(entry, found),
  }
}
