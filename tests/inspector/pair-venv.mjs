import { createHash } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { execa } from 'execa'

/** Python of a venv with that Django, made once and kept in the temporary folder; throws what pip says. */
export async function venvFor(python, django, pip) {
  const hash = createHash('sha256').update(`${python.version} ${django} 1`).digest('hex').slice(0, 10)
  const folder = path.join(os.tmpdir(), `savepoint-matrix-py${python.minor}-dj${django}-${hash}`)
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  if (existsSync(path.join(folder, 'ready'))) return path.join(folder, ...inside)
  rmSync(folder, { recursive: true, force: true })
  await execa(python.path, ['-m', 'venv', '--without-pip', folder])
  // One pip for all of them: making a venv with its own takes longer than installing Django.
  const words = ['-m', 'pip', '--python', path.join(folder, ...inside), 'install', '-q']
  await execa(pip, [...words, '--disable-pip-version-check', `Django==${django}.*`], { timeout: 240_000 })
  await execa(path.join(folder, ...inside), ['-c', `open(${JSON.stringify(path.join(folder, 'made'))}, "w")`])
  renameSync(path.join(folder, 'made'), path.join(folder, 'ready'))
  return path.join(folder, ...inside)
}
