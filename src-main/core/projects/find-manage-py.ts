import { errorCode } from '../error-code.ts'
import type { Ports } from '../ports.ts'
import { pathsOf } from './identity.ts'
import { isDjangoManagePy } from './manage-py.ts'

type Needs = Pick<Ports, 'files' | 'platform' | 'place'>

export type Found = {
  /** Absolute paths; more than one: the person chooses. */
  readonly managePys: readonly string[]
  /** Folders that were looked into, in order. */
  readonly lookedIn: readonly string[]
}

const neverInside = new Set([
  'venv',
  'env',
  'virtualenv',
  'node_modules',
  'site-packages',
  '__pycache__',
  'backups',
])
const mostFolders = 2000

/** In the folder itself, one and two levels below it, then upwards. Nearest wins; several at one distance are all told. */
export async function findManagePy(ports: Needs, folder: string): Promise<Found> {
  const lookedIn: string[] = []
  const below = await findBelow(ports, folder, lookedIn)
  if (below.length > 0) return { managePys: below, lookedIn }
  const above = await findAbove(ports, folder, lookedIn)
  return { managePys: above, lookedIn }
}

/** Is there a manage.py of Django in this folder? Null too where we may not look: one closed folder must not hide the others. */
export async function managePyIn(ports: Needs, folder: string): Promise<string | null> {
  const path = pathsOf(ports.platform).join(folder, 'manage.py')
  try {
    const facts = await ports.files.look(path)
    if (facts?.kind !== 'file') return null
    return isDjangoManagePy(await ports.files.readText(path, 64 * 1024)) ? path : null
  } catch (error) {
    if (isClosed(error)) return null
    throw error
  }
}

async function findBelow(ports: Needs, folder: string, lookedIn: string[]): Promise<readonly string[]> {
  const found: string[] = []
  let level = [folder]
  for (let depth = 0; depth <= 2 && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const at of level.slice(0, mostFolders - lookedIn.length)) {
      lookedIn.push(at)
      const managePy = await managePyIn(ports, at)
      // What lies below a project belongs to it (its tests, its examples).
      if (managePy !== null) found.push(managePy)
      else if (depth < 2) next.push(...(await foldersToEnter(ports, at)))
    }
    level = next
  }
  return found
}

/** Stops at the repository's folder, below home and at the top. */
async function findAbove(ports: Needs, folder: string, lookedIn: string[]): Promise<readonly string[]> {
  const path = pathsOf(ports.platform)
  let at = folder
  while (at !== ports.place.home && (await ports.files.look(path.join(at, '.git'))) === null) {
    const parent = path.dirname(at)
    if (parent === at || parent === ports.place.home) return []
    at = parent
    lookedIn.push(at)
    const managePy = await managePyIn(ports, at)
    if (managePy !== null) return [managePy]
  }
  return []
}

/** A folder that may not be read, or vanished meanwhile, holds no project that could be opened. */
export async function foldersToEnter(ports: Needs, folder: string): Promise<readonly string[]> {
  const path = pathsOf(ports.platform)
  try {
    const entries = await ports.files.list(folder)
    if (entries.some((entry) => entry.name === 'pyvenv.cfg')) return []
    return entries
      .filter((entry) => entry.kind === 'folder' && !entry.name.startsWith('.'))
      .filter((entry) => !neverInside.has(entry.name.toLowerCase()))
      .map((entry) => path.join(folder, entry.name))
      .sort()
  } catch (error) {
    if (isClosed(error)) return []
    throw error
  }
}

export function isClosed(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'EACCES' || code === 'EPERM' || code === 'ENOENT' || code === 'ENOTDIR'
}
