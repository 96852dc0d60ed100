import { ProblemError } from '../../src-main/core/problem.ts'
import type { Problem } from '../../src-main/contract/problem.ts'

/** The problem that this work ends in; an error of the test when it ends in anything else. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw new Error(`no problem but ${String(error)}`)
  return error.problem
}
