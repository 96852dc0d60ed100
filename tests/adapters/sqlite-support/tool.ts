import path from 'node:path'
import { createSqliteTool, type SqliteSetting } from '../../../src-main/adapters/sqlite/sqlite-tool.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { SqliteTask } from '../../../src-main/core/ports.ts'
import { ProblemError } from '../../../src-main/core/problem.ts'

export const workerEntry = path.resolve(import.meta.dirname, '../../../src-main/adapters/sqlite/worker.ts')

export function realTool(setting: Partial<SqliteSetting> = {}) {
  return createSqliteTool({ workerEntry, ...setting })
}

export const calm: SqliteTask = { signal: new AbortController().signal, report: () => undefined }

/** The problem that this ends in. Working, and any other error, is a failure of the test. */
export async function problemOfWork(work: Promise<unknown>): Promise<Problem> {
  try {
    await work
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('expected a problem, and it worked')
}
