import type { Ports } from '../ports.ts'
import { pathsOf } from '../projects/identity.ts'
import { type Candidate, candidateIn, lookQuietly } from './candidate.ts'

type Needs = Pick<Ports, 'files' | 'platform' | 'place' | 'python'>

/** uv, poetry, pipenv and conda, each only where its own file says that the project uses it. `lookedIn` names the tools. */
export async function findKeptByTools(
  ports: Needs,
  chain: readonly string[],
): Promise<{ readonly candidates: readonly Candidate[]; readonly lookedIn: readonly string[] }> {
  const candidates: Candidate[] = []
  const lookedIn: string[] = []
  for (const folder of chain) {
    for (const tool of await toolsOf(ports, folder)) {
      if (!lookedIn.includes(tool.says)) lookedIn.push(tool.says)
      const kept = await tool.keeps(folder)
      const as = { kind: tool.kind, reason: tool.kind }
      const found = kept === null ? null : await candidateIn(ports, kept, as)
      if (found !== null) candidates.push(found)
    }
  }
  return { candidates, lookedIn }
}

async function toolsOf(ports: Needs, folder: string) {
  const path = pathsOf(ports.platform)
  const has = async (name: string) => (await lookQuietly(ports, path.join(folder, name)))?.kind === 'file'
  const pyproject = (await has('pyproject.toml'))
    ? await ports.files.readText(path.join(folder, 'pyproject.toml'), 1024 * 1024)
    : ''
  const ask = (tool: 'poetry' | 'pipenv' | 'conda') => (root: string) =>
    ports.python.keptElsewhere(tool, root)
  return [
    {
      kind: 'uv' as const,
      says: 'uv',
      used: (await has('uv.lock')) || /^\[tool\.uv\b/mu.test(pyproject),
      keeps: async (root: string) => {
        const own = ports.place.environment['UV_PROJECT_ENVIRONMENT']
        return own === undefined || own === '' ? path.join(root, '.venv') : path.resolve(root, own)
      },
    },
    {
      kind: 'poetry' as const,
      says: 'Poetry',
      used: pyproject !== '' && ((await has('poetry.lock')) || /poetry/u.test(pyproject)),
      keeps: ask('poetry'),
    },
    { kind: 'pipenv' as const, says: 'Pipenv', used: await has('Pipfile'), keeps: ask('pipenv') },
    {
      kind: 'conda' as const,
      says: 'conda',
      used: (await has('environment.yml')) || (await has('environment.yaml')),
      keeps: ask('conda'),
    },
  ].filter((tool) => tool.used)
}
