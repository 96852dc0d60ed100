import type { Environment } from '../../contract/environment.ts'
import type { Ports } from '../ports.ts'
import { isClosed } from '../projects/find-manage-py.ts'
import { pathsOf } from '../projects/identity.ts'
import { type Candidate, lookQuietly } from './candidate.ts'

type Needs = Pick<Ports, 'files' | 'platform' | 'python'>
type State = Environment['state']

/** Runs a candidate's python, at most once while its files are the same; at most three at a time for a list. */
export type Verifier = ReturnType<typeof createVerifier>

export function createVerifier(ports: Needs) {
  const known = new Map<string, { readonly mark: string; readonly state: State }>()
  const underWay = new Map<string, Promise<State>>()

  const ask = async (one: Candidate, signal: AbortSignal | undefined): Promise<State> => {
    const mark = await markOf(ports, one)
    const before = known.get(one.python)
    if (mark !== null && before?.mark === mark) return before.state
    const answer = await ports.python.ask(one.python, one.kind, signal)
    if (answer.kind === 'broken') {
      // Not remembered: what broke it may be outside its files.
      return { kind: 'broken', why: answer.why, evidence: [...answer.evidence] }
    }
    const state: State = { kind: 'works', pythonVersion: answer.version, djangoVersion: answer.django }
    if (mark !== null) known.set(one.python, { mark, state })
    return state
  }

  const verify = async (one: Candidate, signal?: AbortSignal): Promise<Environment> => {
    // Several windows and lists ask for the same one at once; a cancelled one must not cancel the others.
    const shared = underWay.get(one.python)
    const asked = shared !== undefined && signal === undefined ? shared : ask(one, signal)
    if (signal === undefined) underWay.set(one.python, asked)
    try {
      return { ...one, state: await asked }
    } finally {
      if (underWay.get(one.python) === asked) underWay.delete(one.python)
    }
  }

  return {
    verify,
    /** In the order of the candidates. */
    verifyAll: async (candidates: readonly Candidate[]): Promise<readonly Environment[]> => {
      const results: Environment[] = []
      let next = 0
      const worker = async () => {
        while (next < candidates.length) {
          const at = next
          next += 1
          const one = candidates[at]
          if (one !== undefined) results[at] = await verify(one)
        }
      }
      await Promise.all([worker(), worker(), worker()])
      return results
    },
  }
}

/** Times of what changes when an environment is made again or a package goes in or out; null when that can't be told. */
async function markOf(ports: Needs, one: Candidate): Promise<string | null> {
  const path = pathsOf(ports.platform)
  const packages = await packageFolders(ports, one.folder)
  if (packages.length === 0) return null
  const paths = [one.python, path.join(one.folder, 'pyvenv.cfg'), ...packages]
  const facts = await Promise.all(paths.map((each) => lookQuietly(ports, each)))
  return facts.map((each) => `${each?.modifiedMs ?? 'none'}/${each?.bytes ?? 0}`).join(' ')
}

async function packageFolders(ports: Needs, folder: string): Promise<readonly string[]> {
  const path = pathsOf(ports.platform)
  if (ports.platform === 'win32') {
    const packages = path.join(folder, 'Lib', 'site-packages')
    return (await lookQuietly(ports, packages)) === null ? [] : [packages]
  }
  const lib = path.join(folder, 'lib')
  try {
    const names = (await ports.files.list(lib)).map((entry) => entry.name)
    const versions = names.filter((name) => /^python3\.\d+$/u.test(name))
    return versions.map((name) => path.join(lib, name, 'site-packages'))
  } catch (error) {
    if (isClosed(error)) return []
    throw error
  }
}
