import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../core/error-code.ts'
import type { Place } from '../core/ports.ts'
import { filesOnPath, isStoreAlias } from './files-on-path.ts'

/** Where python.org's installer puts Pythons (newest first), and the one that `py -3` starts. Not tried on Windows yet. */
export async function pythonsOfWindows(environment: Place['environment']): Promise<readonly string[]> {
  const folders = [environment['LOCALAPPDATA'], environment['ProgramFiles']]
    .filter((folder) => folder !== undefined)
    .map((folder, index) => (index === 0 ? join(folder, 'Programs', 'Python') : folder))
  const installed = await Promise.all(folders.map(installedIn))
  return [...(await launched(environment)), ...installed.flat()]
}

async function installedIn(folder: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /^Python3\d+$/iu.test(name))
    const newestFirst = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    const pythons = newestFirst.map((name) => join(folder, name, 'python.exe'))
    const there = await Promise.all(pythons.map(async (python) => ((await isThere(python)) ? [python] : [])))
    return there.flat()
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return []
  }
}

async function launched(environment: Place['environment']): Promise<readonly string[]> {
  const [launcher] = await filesOnPath(['py'], environment)
  if (launcher === undefined) return []
  // Only now: it takes longer to load than most commands take.
  const { execa } = await import('execa')
  const said = await execa(launcher, ['-3', '-c', 'import sys; print(sys.executable)'], {
    reject: false,
    timeout: 10_000,
    stdin: 'ignore',
    windowsHide: true,
  })
  const python = said.stdout.trim()
  return !said.failed && python !== '' && !isStoreAlias(join(python, '..')) ? [python] : []
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return false
  }
}
