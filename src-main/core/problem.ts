import type { Fix, Problem, ProblemCode, StillSafe } from '../contract/problem.ts'

/** The one exception of the core: carries a problem as data. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

type Rest = {
  readonly facts?: Problem['facts']
  readonly safe?: StillSafe
  readonly fixes?: readonly Fix[]
  readonly evidence?: readonly string[]
  readonly cause?: unknown
}

/** `throw problem('disk-full', { facts: { folder, bytesNeeded } })`. Safe is 'nothing-was-changed' unless said. */
export function problem(code: ProblemCode, rest: Rest = {}): ProblemError {
  return new ProblemError(
    {
      code,
      facts: rest.facts ?? {},
      safe: rest.safe ?? 'nothing-was-changed',
      fixes: [...(rest.fixes ?? [])],
      evidence: clip(rest.evidence ?? []),
    },
    rest.cause === undefined ? undefined : { cause: rest.cause },
  )
}

/** One line of a foreign tool can be megabytes: at most the last 40 lines of at most 400 characters. */
function clip(lines: readonly string[]): string[] {
  return lines.slice(-40).map((line) => (line.length > 400 ? `${line.slice(0, 399)}…` : line))
}
