import { ProblemError } from '../../src-main/core/problem.ts'

/** The code of the problem that this ends in; 'none' when it works. Anything else thrown is thrown on. */
export async function problemOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'none'
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}
