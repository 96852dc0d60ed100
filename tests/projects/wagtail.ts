import { cp, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { djangoVenvPython } from './django-venv.ts'

/** Pinned to a line, so that the story tests what others wrote and not what changed this morning. */
const wagtail = 'wagtail==7.*'

/**
 * Wagtail's own start template (`wagtail start`), migrated, copied into `inside/<folder>`; answers its root, a real path.
 * Wagtail and the migrated template are made once per machine under os.tmpdir() (a minute); a copy with its own `.venv`
 * takes a second. That venv reads its packages from the cached one.
 */
export async function makeWagtailProject(inside: string, folder = 'bakery'): Promise<string> {
  const python = await djangoVenvPython(wagtail)
  const template = await migratedTemplate(python)
  const root = path.join(await realpath(inside), folder)
  await mkdir(root, { recursive: true })
  await cp(template, root, { recursive: true })
  await execa(python, ['-m', 'venv', '--without-pip', path.join(root, '.venv')])
  const packages = await sitePackages(python)
  await writeFile(path.join(await sitePackages(venvPython(root)), 'cached.pth'), `${packages}\n`)
  return root
}

/** Safe when several processes ask at once: the first whole one is kept. */
async function migratedTemplate(python: string): Promise<string> {
  const kept = path.join(path.dirname(path.dirname(python)), 'wagtail-start')
  if (await exists(path.join(kept, 'manage.py'))) return kept
  const own = `${kept}.${process.pid}`
  await rm(own, { recursive: true, force: true })
  await mkdir(own)
  const start = path.join(path.dirname(python), process.platform === 'win32' ? 'wagtail.exe' : 'wagtail')
  await execa(start, ['start', 'bakery', own], { timeout: 60_000 })
  await execa(python, ['manage.py', 'migrate', '-v', '0'], { cwd: own, timeout: 120_000 })
  if (!(await readFile(path.join(own, 'manage.py'), 'utf8')).includes('bakery.settings')) {
    throw new Error('wagtail start made something else than expected')
  }
  try {
    await rename(own, kept)
  } catch (error) {
    if (!(await exists(path.join(kept, 'manage.py')))) throw error
    await rm(own, { recursive: true, force: true })
  }
  return kept
}

async function sitePackages(python: string): Promise<string> {
  return (
    await execa(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'])
  ).stdout.trim()
}

function venvPython(root: string): string {
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  return path.join(root, '.venv', ...inside)
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** For a look at it by hand: `node tests/projects/wagtail.ts [FOLDER]` prints where it is. */
if (process.argv[1] === import.meta.filename) {
  const inside = process.argv[2] ?? path.join(os.tmpdir(), 'savepoint-wagtail')
  await mkdir(inside, { recursive: true })
  console.log(await makeWagtailProject(inside))
}
