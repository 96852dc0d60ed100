import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place, Python, SqliteTask } from '../core/ports.ts'
import { problem, ProblemError } from '../core/problem.ts'
import { runForDemo } from './demo-run.ts'

/** The newest release with long-term support that a Python 3.10 runs. */
const django = 'Django==5.2.*'

type Needs = { readonly python: Pick<Python, 'onPath' | 'ask'>; readonly environment: Place['environment'] }

/** `.venv` by the first Python of 3.10 or newer that can make one (Debian's may lack ensurepip), then Django into it. */
export async function makeDemoEnvironment(needs: Needs, root: string, task: SqliteTask): Promise<void> {
  const venv = join(root, '.venv')
  const tried: string[] = []
  for (const python of await suitablePythons(needs, task.signal, tried)) {
    task.report({ step: 'creating-environment', amount: null, subject: python })
    try {
      await run(python, ['-m', 'venv', venv], 'its environment could not be created', 120_000)
      task.report({ step: 'installing-django', amount: null, subject: django })
      const pip = [
        '-m',
        'pip',
        'install',
        '--disable-pip-version-check',
        '--no-input',
        '--progress-bar',
        'off',
        '-q',
      ]
      await run(venvPython(root), [...pip, django], 'Django could not be installed', 300_000)
      return
    } catch (error) {
      if (
        !(error instanceof ProblemError) ||
        error.problem.facts['why'] !== 'its environment could not be created'
      ) {
        throw error
      }
      tried.push(`${python}: could not create an environment`, ...error.problem.evidence)
      await rm(venv, { recursive: true, force: true })
    }
  }
  throw problem('demo-failed', {
    facts: { why: 'no Python of 3.10 or newer was found that can create an environment' },
    fixes: [{ kind: 'retry' }],
    evidence: tried.length === 0 ? ['No Python on PATH'] : tried,
  })

  async function run(program: string, args: readonly string[], what: string, limitMs: number): Promise<void> {
    const how = { what, cwd: root, environment: needs.environment, limitMs, signal: task.signal }
    await runForDemo(program, args, how)
  }
}

export function venvPython(root: string): string {
  return process.platform === 'win32'
    ? join(root, '.venv', 'Scripts', 'python.exe')
    : join(root, '.venv', 'bin', 'python')
}

/** In PATH's order: the first is the one that the person's terminal would run. */
async function suitablePythons(
  needs: Needs,
  signal: AbortSignal,
  tried: string[],
): Promise<readonly string[]> {
  const suitable: string[] = []
  for (const python of await needs.python.onPath()) {
    const answer = await needs.python.ask(python, 'system', signal)
    if (answer.kind === 'broken') {
      tried.push(`${python}: ${answer.why}`)
      continue
    }
    const [major = 0, minor = 0] = answer.version.split('.').map(Number)
    if (major === 3 && minor >= 10) suitable.push(python)
    else tried.push(`${python}: Python ${answer.version}`)
  }
  return suitable
}
