import type { OperationResult } from '../../../contract/operation.ts'
import { problem } from '../../../core/problem.ts'

/** The result, when it is of the kind that this work ends with. */
export function resultIs<K extends OperationResult['kind']>(
  kind: K,
  result: OperationResult,
): Extract<OperationResult, { kind: K }> {
  if (isKind(kind, result)) return result
  throw problem('unexpected', { evidence: [`a result “${result.kind}” where “${kind}” was due`] })
}

function isKind<K extends OperationResult['kind']>(
  kind: K,
  result: OperationResult,
): result is Extract<OperationResult, { kind: K }> {
  return result.kind === kind
}
