import { basename, join } from 'node:path'
import { expand, isFolder, type KeepingPlace, readIfThere } from './python-kept.ts'

/**
 * The folder of the environment that `environment.yml` names (or gives as `prefix`), among those that conda wrote down in
 * `~/.conda/environments.txt` and in the usual `envs` folders.
 */
export async function condaFolder(place: KeepingPlace, projectRoot: string): Promise<string | null> {
  const text =
    (await readIfThere(join(projectRoot, 'environment.yml'))) ??
    (await readIfThere(join(projectRoot, 'environment.yaml')))
  if (text === null) return null
  const prefix = topLevel(text, 'prefix')
  const name = topLevel(text, 'name')
  const known = await knownFolders(place)
  const candidates = [
    ...(name === null ? [] : known.filter((folder) => basename(folder) === name)),
    ...(name === null ? [] : envsFolders(place).map((folder) => join(folder, name))),
    ...(prefix === null ? [] : [expand(prefix, place, projectRoot)]),
  ]
  for (const folder of candidates) {
    if (await isFolder(join(folder, 'conda-meta'))) return folder
  }
  return null
}

function topLevel(yaml: string, key: string): string | null {
  const found = new RegExp(String.raw`^${key}[ \t]*:[ \t]*(?<value>[^#\r\n]+)`, 'mu').exec(yaml)
  const value = found?.groups?.['value']?.trim().replace(/^(?<quote>['"])(?<inner>.*)\k<quote>$/u, '$<inner>')
  return value === undefined || value === '' ? null : value
}

async function knownFolders(place: KeepingPlace): Promise<readonly string[]> {
  const text = (await readIfThere(join(place.home, '.conda', 'environments.txt'))) ?? ''
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean)
}

function envsFolders({ home, environment }: KeepingPlace): readonly string[] {
  const separator = process.platform === 'win32' ? ';' : ':'
  const said = (environment['CONDA_ENVS_PATH'] ?? environment['CONDA_ENVS_DIRS'] ?? '').split(separator)
  const installs = ['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge', 'micromamba', '.conda']
  return [...said.filter(Boolean), ...installs.map((name) => join(home, name, 'envs'))]
}
