import { isAbsolute, join } from 'node:path'
import { expand, foldersIn, isFolder, type KeepingPlace, readIfThere, shortHash } from './python-kept.ts'

/**
 * Pipenv keeps environments as `<workon home>/<name>-<hash>`, the hash being of the path of the Pipfile. A file `.venv` in the
 * project names another one. Source: pipenv/project.py, `virtualenv_location` and `_get_virtualenv_hash`.
 */
export async function pipenvFolder(place: KeepingPlace, projectRoot: string): Promise<string | null> {
  const inProject = join(projectRoot, '.venv')
  if (await isFolder(inProject)) return inProject
  const home = workonHome(place)
  const named = (await readIfThere(inProject))?.trim() || place.environment['PIPENV_CUSTOM_VENV_NAME']
  if (named !== undefined && named !== '') {
    const path =
      isAbsolute(named) || /[\\/]/u.test(named) ? expand(named, place, projectRoot) : join(home, named)
    if (await isFolder(path)) return path
  }
  const pipfile = join(projectRoot, 'Pipfile')
  // 6 bytes of the hash are 8 letters. Where case doesn't matter, pipenv may have seen the folder in another case.
  const hashes = new Set([pipfile, pipfile.toLowerCase()].map((path) => `-${shortHash(path, 8)}`))
  const names = await foldersIn(home)
  const byHash = names.find((name) =>
    [...hashes].some((hash) => name.endsWith(hash) || name.includes(`${hash}-`)),
  )
  if (byHash !== undefined) return join(home, byHash)
  // It also writes the project's folder into a file `.project` of the environment.
  for (const name of names) {
    const project = (await readIfThere(join(home, name, '.project')))?.trim()
    if (project === projectRoot) return join(home, name)
  }
  return null
}

function workonHome(place: KeepingPlace): string {
  const { home, environment } = place
  const own = environment['WORKON_HOME']
  if (own !== undefined && own !== '') return expand(own, place, home)
  if (process.platform === 'win32') return join(home, '.virtualenvs')
  return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'virtualenvs')
}
