import { join } from 'node:path'
import {
  expand,
  foldersIn,
  isFolder,
  type KeepingPlace,
  readIfThere,
  shortHash,
  valueIn,
} from './python-kept.ts'

/**
 * Poetry keeps environments as `<virtualenvs>/<name>-<hash>-py3.12`, the hash being of the real path of the folder with
 * pyproject.toml. Finding by hash needs no name. Source: poetry/utils/env/env_manager.py, `generate_env_name`.
 */
export async function poetryFolder(place: KeepingPlace, projectRoot: string): Promise<string | null> {
  const local = await readIfThere(join(projectRoot, 'poetry.toml'))
  const global = await readIfThere(join(configFolder(place), 'config.toml'))
  const setting = (section: string, key: string): string | null => {
    const variable = `POETRY_${section === '' ? '' : `${section}_`}${key}`.toUpperCase().replaceAll('-', '_')
    return place.environment[variable] ?? valueIn(local, section, key) ?? valueIn(global, section, key)
  }
  const inProject = join(projectRoot, '.venv')
  if (setting('virtualenvs', 'in-project') !== 'false' && (await isFolder(inProject))) return inProject
  const cache = expand(setting('', 'cache-dir') ?? defaultCache(place), place, projectRoot)
  const path = (setting('virtualenvs', 'path') ?? '{cache-dir}/virtualenvs')
    .replace('{cache-dir}', () => cache)
    .replace('{project-dir}', () => projectRoot)
  return newestOf(expand(path, place, projectRoot), projectRoot)
}

async function newestOf(folder: string, projectRoot: string): Promise<string | null> {
  const normal = process.platform === 'win32' ? projectRoot.toLowerCase() : projectRoot
  const hash = shortHash(normal, 8)
  const mine = (await foldersIn(folder)).filter((name) => name.includes(`-${hash}-py`))
  // `poetry env use` writes down which one is active: [name-hash] minor = "3.12".
  const active = await readIfThere(join(folder, 'envs.toml'))
  const chosen = mine.find((name) => {
    const at = name.lastIndexOf('-py')
    return valueIn(active, name.slice(0, at), 'minor') === name.slice(at + 3)
  })
  const newest = mine.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0]
  const name = chosen ?? newest
  return name === undefined ? null : join(folder, name)
}

function configFolder({ home, environment }: KeepingPlace): string {
  const own = environment['POETRY_CONFIG_DIR']
  if (own !== undefined && own !== '') return own
  if (process.platform === 'win32') {
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'pypoetry')
  }
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'pypoetry')
  return join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'pypoetry')
}

function defaultCache({ home, environment }: KeepingPlace): string {
  if (process.platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'pypoetry', 'Cache')
  }
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'pypoetry')
  return join(environment['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'pypoetry')
}
