import { stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join, win32 } from 'node:path'
import { errorCode } from '../core/error-code.ts'
import { isMissing } from './files-write.ts'

/**
 * Absolute paths of programs on PATH, in its order. Relative entries and the current folder are never searched: a project
 * that was just downloaded must not bring its own `git.exe`. `names` without `.exe`.
 */
export async function filesOnPath(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const windows = process.platform === 'win32'
  const folders = (pathOf(environment) ?? '')
    .split(delimiter)
    .map((entry) => entry.replace(/^"(.*)"$/u, '$1'))
  const found: string[] = []
  for (const folder of folders) {
    if (!isAbsolute(folder) || isStoreAlias(folder)) continue
    for (const name of names) {
      const path = join(folder, windows ? `${name}.exe` : name)
      if (!found.includes(path) && (await isProgram(path))) found.push(path)
    }
  }
  return found
}

/** Windows spells it `Path` and its environment doesn't care about case. */
function pathOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const name = Object.keys(environment).find((key) => key === 'PATH' || key.toUpperCase() === 'PATH')
  return name === undefined ? undefined : environment[name]
}

/** `python.exe` in WindowsApps opens the Store when Python isn't installed. */
export function isStoreAlias(folder: string): boolean {
  return /[\\/]Microsoft[\\/]WindowsApps[\\/]?$/iu.test(win32.normalize(folder))
}

async function isProgram(path: string): Promise<boolean> {
  try {
    const facts = await stat(path)
    const may = process.platform === 'win32' ? facts.size > 0 : (facts.mode & 0o111) !== 0
    return facts.isFile() && may
  } catch (error) {
    const code = errorCode(error)
    if (isMissing(error) || code === 'EACCES' || code === 'ELOOP') return false
    throw error
  }
}
