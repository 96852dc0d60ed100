import { parseEnv } from 'node:util'
import type { Project } from '../../contract/project.ts'
import type { Ports } from '../ports.ts'
import { pathsOf } from './identity.ts'
import { isModule, settingsModuleIn } from './manage-py.ts'

type Needs = Pick<Ports, 'files' | 'platform' | 'place'>
type Named = Pick<Project, 'settingsModule' | 'settingsFrom'>

/**
 * Which settings `manage.py` would use: DJANGO_SETTINGS_MODULE of our process, then of `.env` (both only when the module is
 * a file of this project: a terminal may still carry the one of another), then what manage.py names. Null when none does.
 */
export async function settingsModuleOf(ports: Needs, managePy: string): Promise<Named | null> {
  const root = pathsOf(ports.platform).dirname(managePy)
  const fromProcess = ports.place.environment['DJANGO_SETTINGS_MODULE']
  if (fromProcess !== undefined && (await isOfProject(ports, root, fromProcess))) {
    return { settingsModule: fromProcess, settingsFrom: 'environment' }
  }
  const fromDotenv = await dotenvModule(ports, root)
  if (fromDotenv !== undefined && (await isOfProject(ports, root, fromDotenv))) {
    return { settingsModule: fromDotenv, settingsFrom: 'dotenv' }
  }
  const named = settingsModuleIn(await ports.files.readText(managePy, 1024 * 1024))
  return named === null ? null : { settingsModule: named, settingsFrom: 'manage.py' }
}

async function dotenvModule(ports: Needs, root: string): Promise<string | undefined> {
  const path = pathsOf(ports.platform).join(root, '.env')
  const facts = await ports.files.look(path)
  if (facts?.kind !== 'file') return undefined
  const text = await ports.files.readText(path, 1024 * 1024)
  return parseEnv(text.replace(/^\uFEFF/u, ''))['DJANGO_SETTINGS_MODULE']
}

/** `a.b.c` is `a/b/c.py` or `a/b/c/__init__.py`, beside manage.py or in its `src`. */
async function isOfProject(ports: Needs, root: string, module: string): Promise<boolean> {
  if (!isModule(module)) return false
  const path = pathsOf(ports.platform)
  const parts = module.split('.')
  for (const base of [root, path.join(root, 'src')]) {
    const stem = path.join(base, ...parts)
    for (const file of [`${stem}.py`, path.join(stem, '__init__.py')]) {
      if ((await ports.files.look(file))?.kind === 'file') return true
    }
  }
  return false
}
