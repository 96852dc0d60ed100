import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Pythons at hand by minor version, 3.8 and newer: pyenv's, then those on PATH. [{ minor, version, path }] */
export function findPythons() {
  const found = new Map()
  for (const candidate of [...ofPyenv(), ...namesOnPath()]) {
    const told = ask(candidate)
    if (told !== null && told.minor >= 8 && !found.has(told.minor)) found.set(told.minor, told)
  }
  return [...found.values()].sort((a, b) => a.minor - b.minor)
}

function ofPyenv() {
  const versions = path.join(process.env.PYENV_ROOT ?? path.join(os.homedir(), '.pyenv'), 'versions')
  const name = process.platform === 'win32' ? 'python.exe' : path.join('bin', 'python3')
  try {
    return readdirSync(versions).map((version) => path.join(versions, version, name))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

function namesOnPath() {
  return [...[8, 9, 10, 11, 12, 13, 14].map((minor) => `python3.${minor}`), 'python3', 'python']
}

function ask(python) {
  const words = ['-c', 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])']
  try {
    const said = execFileSync(python, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const [executable, version] = said.split(/\r?\n/)
    return { path: executable, version, minor: version.startsWith('3.') ? Number(version.split('.')[1]) : 0 }
  } catch {
    return null // not there, or a shim of pyenv without a version behind it
  }
}
