import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { djangoVenvPython } from '../../projects/django-venv.ts'

/** Somebody without any right of their own. */
export const nobody = 65_534

/** A venv with Django whose python `nobody` may run; or why there is none, for the name of the skip. */
export async function venvForNobody(): Promise<{ readonly venv: string } | { readonly why: string }> {
  if (process.getuid?.() !== 0) return { why: 'needs root to start a child as another user' }
  const known = await djangoVenvPython()
  if (await runs(known)) return { venv: path.resolve(known, '../..') }
  // The usual one lies in a home folder that others can't enter (pyenv of root): the system's, with the same Django.
  const venv = mkdtempSync(path.join(os.tmpdir(), 'savepoint-nobody-'))
  const made = await execa('/usr/bin/python3', ['-m', 'venv', '--without-pip', venv], { reject: false })
  if (made.failed) return { why: 'no Python that another user may run' }
  chmodSync(venv, 0o755)
  const asked = await execa(known, [
    '-c',
    'import django, os; print(os.path.dirname(os.path.dirname(django.__file__)))',
  ])
  const ask = 'import sysconfig; print(sysconfig.get_path("purelib"))'
  const { stdout: packages } = await execa(path.join(venv, 'bin', 'python'), ['-c', ask])
  writeFileSync(path.join(packages, 'django.pth'), `${asked.stdout}\n`)
  return (await runs(path.join(venv, 'bin', 'python')))
    ? { venv }
    : { why: 'no Python that another user may run' }
}

async function runs(python: string): Promise<boolean> {
  const tried = await execa(python, ['-c', 'import django'], {
    uid: nobody,
    gid: nobody,
    reject: false,
    cwd: '/',
  })
  return !tried.failed
}

/** Null: a small disk can be mounted here. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'needs Linux’s tmpfs'
  if (process.getuid?.() !== 0) return 'needs root to mount a small disk'
  const folder = mkdtempSync(path.join(os.tmpdir(), 'savepoint-mount-'))
  try {
    mountSmall(folder, 'size=1m')()
    return null
  } catch (error) {
    return `mount says: ${String(error).split('\n')[0] ?? ''}`
  } finally {
    rmdirSync(folder)
  }
}

/** A disk of its own at this folder; unmount it by what is returned. */
export function mountSmall(folder: string, options: string): () => void {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
  return () => execFileSync('umount', [folder], { stdio: 'pipe' })
}
