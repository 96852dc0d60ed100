import { lstat, readFile, readlink, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCode } from '../core/error-code.ts'
import type { PythonAnswer } from '../core/ports.ts'
import { isMissing } from './files-write.ts'

type Broken = Extract<PythonAnswer, { kind: 'broken' }>

/** `<folder>/bin/python`, `<folder>\Scripts\python.exe`, conda on Windows `<folder>\python.exe`. */
export function environmentFolder(python: string): string {
  const inside = dirname(python)
  return ['bin', 'scripts'].includes(basename(inside).toLowerCase()) ? dirname(inside) : inside
}

/** What files alone tell, so that a dead environment is named by its cause instead of by a launcher's message. */
export async function filesSayBroken(python: string): Promise<Broken | null> {
  const folder = environmentFolder(python)
  const configFile = join(folder, 'pyvenv.cfg')
  const home = homeIn(await textOf(configFile))
  const homeGone = home !== null && (await isGone(home))
  if (await isGone(python)) {
    const target = await linkTarget(python)
    if (target !== null) {
      return broken('base-python-missing', [`${python} points at ${target}`, `${target} is not there`])
    }
    return broken('python-missing', [`${python} is not there`])
  }
  return homeGone
    ? broken('base-python-missing', [`${configFile}: home = ${home}`, `${home} is not there`])
    : null
}

function broken(why: Broken['why'], evidence: readonly string[]): Broken {
  return { kind: 'broken', why, evidence }
}

function homeIn(config: string | null): string | null {
  return /^home\s*=\s*(?<home>.+?)\s*$/mu.exec(config ?? '')?.groups?.['home'] ?? null
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return null
  }
}

async function isGone(path: string): Promise<boolean> {
  try {
    await stat(path)
    return false
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'ELOOP') return true
    if (errorCode(error) === undefined) throw error
    // There, but not for us (EACCES): running it will say so.
    return false
  }
}

async function linkTarget(path: string): Promise<string | null> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : null
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return null
  }
}
