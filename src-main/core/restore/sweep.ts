import type { Project } from '../../contract/project.ts'
import { Manifest } from '../../contract/savepoint.ts'
import { errorCode } from '../error-code.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { Context } from './context.ts'
import type { OpenWork } from './open-work.ts'
import { lockBeside, stagingFolder } from './staging.ts'

/** A rehearsal doesn't hold the project's lock but one of its own: taken means that it lives, here or in another process. */
export async function isAlive(context: Context, work: OpenWork): Promise<boolean> {
  if (work.last.kind !== 'rehearse') return false
  const lockFile = work.leaves.find((leaf) => leaf.endsWith(lockBeside('.sqlite3')))
  return lockFile !== undefined && (await isHeld(context, lockFile))
}

/** Of a save whose manifest is there nothing but partial files; of everything else all that it noted. */
export async function removableLeaves(context: Context, work: OpenWork): Promise<readonly string[]> {
  if (work.last.kind !== 'save') return work.leaves
  const manifest = work.leaves.at(-1)
  if (manifest === undefined || !(await isManifest(context, manifest))) return work.leaves
  return work.leaves.filter((leaf) => leaf.endsWith('.partial'))
}

/** Files of ours that no running work owns: partial copies among the savepoints, and copies of dead rehearsals. */
export async function strays(context: Context, project: Project): Promise<readonly string[]> {
  const { ports } = context
  const path = pathsFor(ports.platform)
  const staging = stagingFolder(ports, project.backupsFolder)
  const partial = (await names(context, project.backupsFolder))
    .filter(isPartialSavepoint)
    .map((name) => path.join(project.backupsFolder, name))
  const copies = (await names(context, staging)).filter((name) =>
    /^rehearse-[0-9a-f-]{36}\.sqlite3/.test(name),
  )
  const dead: string[] = []
  for (const [stem, of] of Map.groupBy(copies, (name) => name.slice(0, name.indexOf('.sqlite3')))) {
    const held = of.some((name) => name.endsWith('.lock'))
      ? await isHeld(context, path.join(staging, lockBeside(`${stem}.sqlite3`)))
      : false
    if (!held) dead.push(...of.map((name) => path.join(staging, name)))
  }
  return [...partial, ...dead]
}

/** Not a bundle that is being exported into this very folder: that one has its own end, and no lock says that it lives. */
export function isPartialSavepoint(name: string): boolean {
  return (
    /^db(-[A-Za-z0-9_.-]+)?_\d{8}_\d{6}.*\.partial(-wal|-shm|-journal)?$/.test(name) &&
    !/\.savepoint\.partial$/i.test(name)
  )
}

async function isHeld(context: Context, lockFile: string): Promise<boolean> {
  // Taking a lock makes its file: one that is not there is held by nobody.
  if ((await context.ports.files.look(lockFile)) === null) return false
  const lock = await context.ports.sqlite.holdProjectLock(lockFile)
  if (lock === null) return true
  await lock.release()
  return false
}

async function isManifest(context: Context, file: string): Promise<boolean> {
  if ((await context.ports.files.look(file)) === null) return false
  const text = await context.ports.files.readText(file)
  try {
    return Manifest.safeParse(JSON.parse(text)).success
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

async function names(context: Context, folder: string): Promise<readonly string[]> {
  try {
    const found = await context.ports.files.list(folder)
    return found.filter((one) => one.kind === 'file').map((one) => one.name)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
