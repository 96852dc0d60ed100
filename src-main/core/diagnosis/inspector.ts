import { z } from 'zod'
import { ProblemCode, type Fix } from '../../contract/problem.ts'
import { problem, type ProblemError } from '../problem.ts'
import { withoutSecrets } from './secrets.ts'

/** What the Python side says when the project's code stopped it. */
export const InspectorProblem = z.object({
  kind: z.literal('problem'),
  code: ProblemCode,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  evidence: z.array(z.string()),
})
export type InspectorProblem = z.infer<typeof InspectorProblem>

/** How a run of the inspector ended without an answer. */
export type InspectorEnd = {
  readonly python: string
  readonly root: string
  /** Last step it said; null when it said nothing at all. */
  readonly step: string | null
  readonly stderr: readonly string[]
  readonly hidden: readonly string[]
}

/** The project's code stopped it, in the words of the inspector. Secrets in messages and tracebacks are hidden. */
export function projectStopped(said: InspectorProblem, end: InspectorEnd): ProblemError {
  const facts = Object.fromEntries(
    Object.entries(said.facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? withoutSecrets(value, end.hidden) : value,
    ]),
  )
  const evidence = said.evidence.length > 0 ? said.evidence : end.stderr
  return problem(said.code, { facts, fixes: fixesFor(said), evidence: hide(evidence, end) })
}

/** It did not answer in time. */
export function timedOut(timeoutMs: number, end: InspectorEnd): ProblemError {
  const seconds = Math.round(timeoutMs / 1000)
  return problem('inspection-timed-out', {
    facts: { seconds, step: end.step ?? 'starting', root: end.root },
    fixes: [
      { kind: 'raise-time-limit', seconds: Math.min(600, Math.max(seconds * 2, 10)) },
      { kind: 'retry' },
    ],
    evidence: hide(end.stderr, end),
  })
}

/** It ended, or spoke nonsense, before it answered. Without a single word it was Python that didn't start. */
export function endedEarly(exit: string, end: InspectorEnd): ProblemError {
  if (end.step === null) return pythonDoesNotStart(`it ended at once (${exit})`, end)
  return problem('inspector-crashed', {
    facts: { exitCode: exit, step: end.step, root: end.root },
    fixes: [{ kind: 'retry' }],
    evidence: hide(end.stderr, end),
  })
}

/** It answered, but not in the shape that was asked for: `what` says where. */
export function notUnderstood(said: string, what: readonly string[], end: InspectorEnd): ProblemError {
  return problem('inspector-crashed', {
    facts: {
      exitCode: 'exit code unknown',
      step: end.step ?? 'starting',
      root: end.root,
      said: withoutSecrets(said.slice(0, 200), end.hidden),
    },
    fixes: [{ kind: 'retry' }],
    evidence: hide([...end.stderr, ...what], end),
  })
}

export function pythonDoesNotStart(why: string, end: InspectorEnd): ProblemError {
  return problem('environment-broken', {
    facts: { folder: end.python, reason: 'does-not-start', detail: why, python: end.python },
    fixes: [{ kind: 'choose-environment' }, { kind: 'retry' }],
    evidence: hide(end.stderr, end),
  })
}

export function inspectionCancelled(): ProblemError {
  return problem('cancelled')
}

function hide(lines: readonly string[], end: InspectorEnd): readonly string[] {
  return lines.map((line) => withoutSecrets(line, end.hidden))
}

function fixesFor(said: InspectorProblem): readonly Fix[] {
  if (said.code === 'django-missing' || said.code === 'django-unsupported') {
    return [{ kind: 'choose-environment' }, { kind: 'retry' }]
  }
  const { file, line } = said.facts
  const retry: Fix = { kind: 'retry' }
  if (typeof file !== 'string') return [retry]
  return [{ kind: 'open-file', path: file, line: typeof line === 'number' ? line : null }, retry]
}
