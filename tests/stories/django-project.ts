import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import { djangoVenvPython } from '../projects/django-venv.ts'
import { makeProject, type MadeProject, type ProjectOptions } from '../projects/make-project.ts'

/** A real project with a `.venv` of its own that reads Django from the cached one; migrated unless said otherwise. */
export async function makeDjangoProject(
  options: ProjectOptions & { readonly migrated?: boolean },
): Promise<MadeProject> {
  const project = await makeProject(options)
  const python = await djangoVenvPython()
  const venv = path.join(project.root, '.venv')
  await execa(python, ['-m', 'venv', '--without-pip', venv])
  const own = path.join(
    venv,
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  )
  await writeFile(path.join(await sitePackages(own), 'cached.pth'), `${await sitePackages(python)}\n`)
  if (options.migrated !== false) {
    await execa(own, ['manage.py', 'migrate', '-v', '0'], { cwd: project.root, timeout: 60_000 })
  }
  return project
}

async function sitePackages(python: string): Promise<string> {
  return (await execa(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'])).stdout
}
