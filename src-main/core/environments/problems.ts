import type { Environment } from '../../contract/environment.ts'
import { problem, type ProblemError } from '../problem.ts'

export function noEnvironment(lookedIn: readonly string[]): ProblemError {
  return problem('no-environment', {
    facts: { lookedIn: lookedIn.join(', ') },
    fixes: [{ kind: 'choose-environment' }, { kind: 'retry' }],
  })
}

/** `reason` is the code; its words are the contract's. */
export function environmentBroken(one: Environment): ProblemError {
  const state = one.state.kind === 'broken' ? one.state : { why: 'does-not-start' as const, evidence: [] }
  return problem('environment-broken', {
    facts: { folder: one.folder, python: one.python, reason: state.why },
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
