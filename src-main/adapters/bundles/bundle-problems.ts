import { errorCode } from '../../core/error-code.ts'
import { problem, ProblemError } from '../../core/problem.ts'

export function unsafe(bundle: string, why: string): ProblemError {
  return problem('bundle-unsafe', { facts: { bundle, why } })
}

export function damaged(bundle: string, evidence: readonly string[], cause?: unknown): ProblemError {
  return problem('bundle-damaged', { facts: { bundle }, evidence, cause })
}

/** What the zip reader says: words about names are about safety, everything else without an errno is damage. */
export function bundleProblem(error: unknown, bundle: string): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error
  if (error.name === 'AbortError') return problem('cancelled', { cause: error })
  // Words of yauzl.validateFileName and strictFileNames; it has no codes.
  if (/^(absolute path|invalid relative path|invalid characters in fileName)/.test(error.message)) {
    return unsafe(bundle, error.message)
  }
  const code = errorCode(error)
  if (code === 'ENOENT') return problem('bundle-damaged', { facts: { bundle }, evidence: [error.message] })
  // Zlib's own codes are about the content; those of the disk are for core/diagnosis.
  if (code !== undefined && !code.startsWith('Z_')) return error
  return damaged(bundle, [error.message], error)
}
