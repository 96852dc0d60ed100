import type { Ports } from '../ports.ts'
import { pathsFor } from './paths-for.ts'

const ignoreEverything = `# Made by Savepoint: copies of your database don't belong into version control.
# Delete these lines if you want to commit them; Savepoint writes this file only when it is missing.
*
`

/** What Savepoint keeps in the backups folder of a project beside the savepoints themselves. */
export function ownPlaces(platform: NodeJS.Platform, backupsFolder: string) {
  const path = pathsFor(platform)
  const own = path.join(backupsFolder, '.savepoint')
  return {
    own,
    ignore: path.join(backupsFolder, '.gitignore'),
    lock: path.join(own, 'lock'),
    journal: path.join(own, 'journal.jsonl'),
  }
}

/** Makes the folder with a .gitignore of its own. An existing .gitignore stays as it is. Errors are Node's. */
export async function prepareBackupsFolder(
  ports: Pick<Ports, 'files' | 'platform'>,
  backupsFolder: string,
): Promise<void> {
  const places = ownPlaces(ports.platform, backupsFolder)
  await ports.files.makeFolder(places.own)
  if ((await ports.files.look(places.ignore)) === null) {
    await ports.files.writeWhole(places.ignore, ignoreEverything)
  }
}
