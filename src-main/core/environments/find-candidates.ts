import type { Project } from '../../contract/project.ts'
import type { Ports } from '../ports.ts'
import { isClosed } from '../projects/find-manage-py.ts'
import { pathsOf } from '../projects/identity.ts'
import { type Candidate, candidateId, candidateIn, lookQuietly } from './candidate.ts'
import { findKeptByTools } from './kept-by-tools.ts'

type Needs = Pick<Ports, 'files' | 'platform' | 'place' | 'python'>

export type FoundCandidates = {
  readonly candidates: readonly Candidate[]
  /** Folders and tools, in order. */
  readonly lookedIn: readonly string[]
}

const usualNames = ['.venv', 'venv', 'env', 'ENV', '.env', 'virtualenv']
const mostOnPath = 5

/** By files only, in the order of preference; one folder counts once, under its first reason. */
export async function findCandidates(
  ports: Needs,
  project: Project,
  remembered: Candidate | null,
): Promise<FoundCandidates> {
  const chain = await foldersUpwards(ports, project.root)
  const active = await activeCandidates(ports)
  const isOurs = (one: Candidate) => chain.some((folder) => isInside(ports.platform, one.folder, folder))
  const nearby = await Promise.all(
    chain.map((folder, index) => environmentsIn(ports, folder, index === 0 ? 'in-project' : 'parent-folder')),
  )
  const kept = await findKeptByTools(ports, chain)
  const all = [
    ...(remembered === null ? [] : [{ ...remembered, reason: 'chosen' as const }]),
    ...active.filter(isOurs),
    ...nearby.flat(),
    ...kept.candidates,
    ...active.filter((one) => !isOurs(one)),
    ...(await onPathCandidates(ports)),
  ]
  const distinct = new Map<string, Candidate>()
  for (const one of all) if (!distinct.has(one.id)) distinct.set(one.id, one)
  return { candidates: [...distinct.values()], lookedIn: [...chain, ...kept.lookedIn, 'PATH'] }
}

/** The project's folder, then at most two above it; not above the repository, and never home itself. */
async function foldersUpwards(ports: Needs, root: string): Promise<readonly string[]> {
  const path = pathsOf(ports.platform)
  const chain = [root]
  for (let at = root; chain.length <= 2;) {
    const parent = path.dirname(at)
    if (parent === at || at === ports.place.home || parent === ports.place.home) break
    if ((await lookQuietly(ports, path.join(at, '.git'))) !== null) break
    chain.push(parent)
    at = parent
  }
  return chain
}

async function environmentsIn(
  ports: Needs,
  folder: string,
  reason: 'in-project' | 'parent-folder',
): Promise<readonly Candidate[]> {
  const path = pathsOf(ports.platform)
  const names = await folderNames(ports, folder)
  const usual = usualNames.filter((name) => names.includes(name))
  const others = names.filter((name) => !usual.includes(name))
  const found = await Promise.all([
    ...usual.map((name) => candidateIn(ports, path.join(folder, name), { reason })),
    // Any other name counts only with a pyvenv.cfg: `bin/python` alone may be anything.
    ...others.map(async (name) => {
      const config = await lookQuietly(ports, path.join(folder, name, 'pyvenv.cfg'))
      return config?.kind === 'file' ? candidateIn(ports, path.join(folder, name), { reason }) : null
    }),
  ])
  return found.filter((one) => one !== null)
}

async function folderNames(ports: Needs, folder: string): Promise<readonly string[]> {
  try {
    const entries = await ports.files.list(folder)
    return entries
      .filter((entry) => entry.kind === 'folder')
      .map((entry) => entry.name)
      .sort()
  } catch (error) {
    if (isClosed(error)) return []
    throw error
  }
}

async function activeCandidates(ports: Needs): Promise<readonly Candidate[]> {
  const folders = [ports.place.environment['VIRTUAL_ENV'], ports.place.environment['CONDA_PREFIX']]
  const found = await Promise.all(
    folders
      .filter((folder): folder is string => folder !== undefined && folder !== '')
      .map((folder) => candidateIn(ports, folder, { reason: 'active' })),
  )
  return found.filter((one) => one !== null)
}

async function onPathCandidates(ports: Needs): Promise<readonly Candidate[]> {
  const path = pathsOf(ports.platform)
  const pythons = (await ports.python.onPath()).slice(0, mostOnPath)
  return Promise.all(
    pythons.map(async (python) => {
      const inside = path.dirname(python)
      const folder = /^(?:bin|scripts)$/iu.test(path.basename(inside)) ? path.dirname(inside) : inside
      // An activated environment comes first on PATH; it is itself, not the system's.
      const environment = await candidateIn(ports, folder, { reason: 'on-path' })
      if (environment !== null && (await isEnvironment(ports, folder))) return environment
      const id = candidateId(python, ports.platform)
      return { id, kind: 'system' as const, folder: inside, python, reason: 'on-path' as const }
    }),
  )
}

async function isEnvironment(ports: Needs, folder: string): Promise<boolean> {
  const path = pathsOf(ports.platform)
  const marks = await Promise.all(
    ['pyvenv.cfg', 'conda-meta'].map((mark) => lookQuietly(ports, path.join(folder, mark))),
  )
  return marks.some((mark) => mark !== null)
}

function isInside(platform: NodeJS.Platform, inner: string, outer: string): boolean {
  const path = pathsOf(platform)
  const way = path.relative(outer, inner)
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}
