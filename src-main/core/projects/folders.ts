import type { FolderListing } from '../../contract/project.ts'
import { errorCode } from '../error-code.ts'
import type { Ports } from '../ports.ts'
import { problem } from '../problem.ts'
import { cleanPath, pathsOf } from './identity.ts'

const mostFolders = 1000

/** Folders inside a folder, for hosts without a dialog. Hidden ones are left out. On Windows the parent of a drive is the list of drives, whose path is `\`. */
export async function listFolders(
  ports: Pick<Ports, 'files' | 'platform' | 'place'>,
  asked: string | null,
): Promise<FolderListing> {
  const path = pathsOf(ports.platform)
  if (ports.platform === 'win32' && (asked === '\\' || asked === '/')) return listDrives(ports)
  const folder = asked === null ? ports.place.home : cleanPath(asked, ports.platform, ports.place.home)
  const facts = await ports.files.look(folder)
  if (facts?.kind !== 'folder') {
    throw problem('folder-not-found', { facts: { path: folder }, fixes: [{ kind: 'choose-folder' }] })
  }
  const names = (await ports.files.list(folder))
    .filter((entry) => entry.kind === 'folder' && !isHidden(entry.name))
    .map((entry) => entry.name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' }))
    .slice(0, mostFolders)
  const parent = path.dirname(folder)
  return {
    path: folder,
    parent: parent === folder ? (ports.platform === 'win32' ? '\\' : null) : parent,
    folders: await Promise.all(names.map((name) => entryOf(ports, name, path.join(folder, name)))),
  }
}

async function listDrives(ports: Pick<Ports, 'files' | 'platform'>): Promise<FolderListing> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `${letter}:\\`)
  const drives = await Promise.all(
    letters.map((root) => looked(ports, root).then((facts) => ({ root, facts }))),
  )
  const there = drives.filter((drive) => drive.facts?.kind === 'folder')
  return {
    path: '\\',
    parent: null,
    folders: there.map(({ root }) => ({ name: root, path: root, hasManagePy: false })),
  }
}

async function entryOf(ports: Pick<Ports, 'files' | 'platform'>, name: string, folder: string) {
  const managePy = await looked(ports, pathsOf(ports.platform).join(folder, 'manage.py'))
  return { name, path: folder, hasManagePy: managePy?.kind === 'file' }
}

/** A folder that may not be read, or a drive without a disk, shows as one without manage.py. */
async function looked(ports: Pick<Ports, 'files'>, path: string) {
  try {
    return await ports.files.look(path)
  } catch (error) {
    if (errorCode(error) !== undefined) return null
    throw error
  }
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('$') || name === 'System Volume Information'
}
