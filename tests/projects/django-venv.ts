import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'

/** The Django that tests use unless they say otherwise. */
export const testedDjango = '5.2.*'

/**
 * Absolute path of the python of a virtual environment with Django in it, made once per machine under
 * os.tmpdir()/savepoint-tests-<hash> and kept for later runs. Safe when several processes ask at once: one makes
 * it, the others wait until it has started once (5 min at most). Do not write into it.
 */
export async function djangoVenvPython(requirement = `Django==${testedDjango}`): Promise<string> {
  const base = await basePython()
  const hash = createHash('sha256').update(`${base.version} ${requirement} 2`).digest('hex').slice(0, 12)
  const folder = path.join(os.tmpdir(), `savepoint-tests-${hash}`)
  const python = pythonOf(folder)
  const ready = path.join(folder, 'ready')
  if (await exists(ready)) return python
  await withLock(`${folder}.lock`, async () => {
    if (await exists(ready)) return
    await rm(folder, { recursive: true, force: true })
    await execa(base.path, ['-m', 'venv', folder], { timeout: 120_000 })
    await execa(python, ['-m', 'pip', 'install', '--disable-pip-version-check', '-q', requirement], {
      timeout: 240_000,
    })
    // Compiled by pip already; a first run here makes sure that it starts before anybody is told of it.
    await execa(python, ['-c', 'import django; django.setup'], { timeout: 30_000 })
    await writeFile(`${ready}.partial`, requirement)
    await rename(`${ready}.partial`, ready)
  })
  return python
}

function pythonOf(folder: string): string {
  return process.platform === 'win32'
    ? path.join(folder, 'Scripts', 'python.exe')
    : path.join(folder, 'bin', 'python')
}

/** A Python of 3.10 or newer from PATH (Django 5.2 needs it). */
async function basePython(): Promise<{ readonly path: string; readonly version: string }> {
  const names = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python']
  for (const name of names) {
    const asked = await execa(
      name,
      ['-c', 'import sys; print(sys.executable); print(sys.version.split()[0])'],
      { reject: false, timeout: 20_000 },
    )
    const [executable, version] = asked.stdout.split(/\r?\n/)
    const minor = /^3\.(\d+)/.exec(version ?? '')?.[1]
    if (executable !== undefined && version !== undefined && Number(minor) >= 10) {
      return { path: executable, version }
    }
  }
  throw new Error('no Python 3.10 or newer on PATH: the tests with real Django projects need one')
}

async function withLock(lock: string, work: () => Promise<void>): Promise<void> {
  const until = Date.now() + 300_000
  while (!(await take(lock))) {
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true })
    else if (Date.now() > until) throw new Error(`waited 5 minutes for ${lock}`)
    else await sleep(200)
  }
  try {
    await work()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await writeFile(path.join(lock, 'pid'), String(process.pid))
  return true
}

/** Its maker is gone (killed test run): nobody will ever let go of it. */
async function isAbandoned(lock: string): Promise<boolean> {
  const age = await stat(lock).then(
    (facts) => Date.now() - facts.mtimeMs,
    () => 0,
  )
  const pid = Number(await readFile(path.join(lock, 'pid'), 'utf8').catch(() => ''))
  if (!pid) return age > 10_000
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}
