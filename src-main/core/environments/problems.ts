import type { Environment } from '../../contract/environment.ts'
import { problem, type ProblemError } from '../problem.ts'

export function noEnvironment(lookedIn: readonly string[]): ProblemError {
  return problem('no-environment', {
    facts: { lookedIn: lookedIn.join(', ') },
    fixes: [{ kind: 'choose-environment' }, { kind: 'retry' }],
  })
}

/** `why` is the code; the words for it are `whyBroken`'s. */
export function environmentBroken(one: Environment): ProblemError {
  const state = one.state.kind === 'broken' ? one.state : { why: 'does-not-start' as const, evidence: [] }
  return problem('environment-broken', {
    facts: { folder: one.folder, python: one.python, reason: state.why, why: whyBroken[state.why] },
    fixes: [{ kind: 'choose-environment' }, { kind: 'open-folder', path: one.folder }, { kind: 'retry' }],
    evidence: state.evidence,
  })
}

export function djangoMissing(one: Environment): ProblemError {
  return problem('django-missing', {
    facts: { folder: one.folder, python: one.python },
    fixes: [{ kind: 'choose-environment' }, { kind: 'retry' }],
  })
}

type Why = Extract<Environment['state'], { kind: 'broken' }>['why']

const whyBroken = {
  'python-missing': 'its Python is gone',
  'base-python-missing': 'the Python it was made from is gone',
  'does-not-start': 'its Python does not start',
  'too-old': 'its Python is older than 3.8',
  'timed-out': 'its Python did not answer in time',
  moved: 'it was moved and its Python now belongs to another folder',
} satisfies Record<Why, string>
