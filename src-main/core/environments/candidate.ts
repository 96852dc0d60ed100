import { createHash } from 'node:crypto'
import type { Environment } from '../../contract/environment.ts'
import type { Ports } from '../ports.ts'
import { pathsOf } from '../projects/identity.ts'

/** An environment seen as files, its python not run. */
export type Candidate = Omit<Environment, 'state'>

type Needs = Pick<Ports, 'files' | 'platform'>

/** Null when there is no environment in this folder. One whose python is gone is still one: it can say what is broken. */
export async function candidateIn(
  ports: Needs,
  folder: string,
  as: Pick<Candidate, 'reason'> & { readonly kind?: Candidate['kind'] },
): Promise<Candidate | null> {
  const path = pathsOf(ports.platform)
  const conda = (await lookQuietly(ports, path.join(folder, 'conda-meta')))?.kind === 'folder'
  const config = path.join(folder, 'pyvenv.cfg')
  const venv = (await lookQuietly(ports, config))?.kind === 'file'
  const python = await pythonIn(ports, folder, conda)
  if (!conda && !venv && !python.there) return null
  const kind = as.kind ?? (conda ? 'conda' : await kindOfVenv(ports, venv ? config : null))
  return { id: candidateId(folder, ports.platform), kind, folder, python: python.path, reason: as.reason }
}

export function candidateId(path: string, platform: NodeJS.Platform): string {
  const folded = platform === 'win32' ? path.toLowerCase() : path
  return createHash('sha256').update(folded).digest('hex').slice(0, 12)
}

/** In the order in which they are looked for; the first stands for all where none is there. */
export function pythonPaths(folder: string, conda: boolean, platform: NodeJS.Platform): readonly string[] {
  const path = pathsOf(platform)
  if (platform !== 'win32') return [path.join(folder, 'bin', 'python'), path.join(folder, 'bin', 'python3')]
  const scripts = path.join(folder, 'Scripts', 'python.exe')
  const top = path.join(folder, 'python.exe')
  return conda ? [top, scripts] : [scripts, path.join(folder, 'bin', 'python.exe')]
}

async function pythonIn(ports: Needs, folder: string, conda: boolean) {
  const paths = pythonPaths(folder, conda, ports.platform)
  for (const path of paths) {
    if ((await lookQuietly(ports, path))?.kind === 'file') return { path, there: true }
  }
  return { path: paths[0] ?? folder, there: false }
}

/** uv writes its version into the pyvenv.cfg that it makes. */
async function kindOfVenv(ports: Needs, config: string | null): Promise<'venv' | 'uv'> {
  if (config === null) return 'venv'
  return /^uv\s*=/mu.test(await ports.files.readText(config, 64 * 1024)) ? 'uv' : 'venv'
}

/** What can't be looked at is not there for us; running the program says more. */
export async function lookQuietly(ports: Pick<Ports, 'files'>, path: string) {
  try {
    return await ports.files.look(path)
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return null
    throw error
  }
}
