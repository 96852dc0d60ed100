import { implement } from '@orpc/server'
import { contract } from '../../contract/contract.ts'

/** The contract, waiting for its handlers: a missing or wrong one doesn't compile. */
export const os = implement(contract)

export const done = { done: true } as const

/** A stream always has a signal to honour, even when its caller (the in-process client) gave none. */
export function orNever(signal: AbortSignal | undefined): AbortSignal {
  return signal ?? new AbortController().signal
}
