import type { SqliteTool } from '../../core/ports.ts'
import type { FindHolders } from './lock-holders.ts'
import type { Workers } from './workers.ts'

/** What the verbs of the core process share. */
export type House = {
  readonly workers: Workers
  readonly freeBytes: (folder: string) => Promise<number>
  readonly findHolders: FindHolders
}

export type RestoreRequest = Parameters<SqliteTool['restore']>[0]

/** Waiting for a lock only to look: calm, but not for ever. */
export const lookMs = 5000
