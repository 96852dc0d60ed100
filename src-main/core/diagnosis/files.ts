import { errorCode } from '../error-code.ts'
import { problem, ProblemError } from '../problem.ts'
import { diskFull } from './disk-full.ts'

/**
 * What Node says about files (errno) as a problem, for writing into `folder`. A ProblemError comes back as it is;
 * an abort becomes 'cancelled'; a code that isn't known here becomes 'unexpected' with the raw words as evidence.
 */
export function fileProblem(error: unknown, folder: string): ProblemError {
  if (error instanceof ProblemError) return error
  const evidence = evidenceOf(error)
  switch (errorCode(error) ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, null, { evidence, cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
    case 'ENOTDIR':
      return problem('folder-not-writable', {
        facts: { folder },
        fixes: [{ kind: 'make-writable', path: folder }, { kind: 'retry' }],
        evidence,
        cause: error,
      })
    case 'EEXIST':
      return problem('file-exists', { facts: { path: pathOf(error) ?? folder }, evidence, cause: error })
    case 'ABORT_ERR':
      return problem('cancelled', { cause: error })
    default:
      if (error instanceof Error && error.name === 'AbortError') return problem('cancelled', { cause: error })
      return problem('unexpected', { evidence, cause: error })
  }
}

function evidenceOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)]
  return (error.stack ?? `${error.name}: ${error.message}`).split('\n')
}

function pathOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('path' in error)) return null
  return typeof error.path === 'string' ? error.path : null
}
