import { ValidationError } from '@orpc/contract'
import { ORPCError } from '@orpc/server'
import { Problem } from '../../contract/problem.ts'
import { ProblemError, problem } from '../../core/problem.ts'
import { redact } from './redact.ts'

/** Around every call and every stream: whatever goes wrong crosses as the contract's PROBLEM. */
export async function asProblems({ next }: { readonly next: () => Promise<unknown> }): Promise<unknown> {
  try {
    const output = await next()
    return isStream(output) ? streamAsProblems(output) : output
  } catch (error) {
    throw problemError(error)
  }
}

/** Any error as a problem. Nothing in it but the error's own words, redacted: no stack, no credentials. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof ORPCError) {
    const carried = Problem.safeParse(error.data)
    if (carried.success) return carried.data
    if (error.code === 'BAD_REQUEST') return inputInvalid(error)
  }
  if (isAbort(error)) return problem('cancelled').problem
  return problem('unexpected', {
    // A call that isn't an operation never touches the database itself.
    safe: 'database-as-before',
    fixes: [{ kind: 'retry' }],
    evidence: [redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error))],
  }).problem
}

async function* streamAsProblems(stream: AsyncIterable<unknown>): AsyncGenerator {
  try {
    yield* stream
  } catch (error) {
    throw problemError(error)
  }
}

function problemError(error: unknown): ORPCError<'PROBLEM', Problem> {
  const data = problemOf(error)
  return new ORPCError('PROBLEM', { defined: true, status: 422, message: data.code, data, cause: error })
}

function inputInvalid(error: Error): Problem {
  const issues = error.cause instanceof ValidationError ? error.cause.issues : []
  const where = (path: (typeof issues)[number]['path']) =>
    (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
  const lines = issues.map((issue) => `${where(issue.path) || 'input'}: ${issue.message}`)
  return problem('input-invalid', {
    facts: { what: where(issues[0]?.path) || 'input', why: issues[0]?.message ?? error.message },
    evidence: lines.map(redact),
  }).problem
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
