import { devNull } from 'node:os'
import type { Place } from '../core/ports.ts'
import { ProblemError } from '../core/problem.ts'
import { runForDemo } from './demo-run.ts'
import { filesOnPath } from './files-on-path.ts'

/** The person's own name, key, hooks and templates have no business here. */
const nobody = [
  'user.name=Inkwell',
  'user.email=demo@inkwell.invalid',
  'commit.gpgsign=false',
  `core.hooksPath=${devNull}`,
  'core.autocrlf=false',
  'init.defaultBranch=main',
].flatMap((setting) => ['-c', setting])

/** A repository with one commit on `main`. False where git isn't there or doesn't want to: the demo does without. */
export async function commitDemo(
  environment: Place['environment'],
  root: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [git] = await filesOnPath(['git'], environment)
  if (git === undefined) return false
  const how = { what: 'git', cwd: root, environment, limitMs: 20_000, signal }
  try {
    await runForDemo(git, [...nobody, 'init', '-q', '--template='], how)
    await runForDemo(git, [...nobody, 'add', '-A'], how)
    await runForDemo(git, [...nobody, 'commit', '-q', '--no-verify', '-m', 'Inkwell, a small publisher'], how)
    return true
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'demo-failed') return false
    throw error
  }
}
