import type { Problem } from '../../contract/problem.ts'
import { diskFull } from '../diagnosis/disk-full.ts'

export type SpaceNeed = {
  /** In the backups folder: the staging copy, and after it the safety savepoint. */
  readonly backups: number
  /** Beside the database: SQLite's journal of the pages replaced, and what the file grows by. */
  readonly beside: number
}

const spare = 1024 * 1024

/** Bytes that a restore may need at its highest point. */
export function spaceNeeded(sizes: { readonly now: number; readonly savepoint: number }): SpaceNeed {
  return {
    backups: Math.max(sizes.now, sizes.savepoint) + spare,
    beside: Math.max(sizes.now, sizes.savepoint) + Math.max(0, sizes.savepoint - sizes.now) + spare,
  }
}

/** Two folders with exactly the same number of free bytes are taken for one disk, which must hold both. */
export function spaceBlockers(
  need: SpaceNeed,
  backups: { readonly folder: string; readonly free: number },
  beside: { readonly folder: string; readonly free: number },
): readonly Problem[] {
  if (backups.free === beside.free) {
    return full({ ...backups, bytesNeeded: need.backups + need.beside })
  }
  return [
    ...full({ ...backups, bytesNeeded: need.backups }),
    ...full({ ...beside, bytesNeeded: need.beside }),
  ]
}

function full(at: {
  readonly folder: string
  readonly free: number
  readonly bytesNeeded: number
}): Problem[] {
  if (at.free >= at.bytesNeeded) return []
  return [diskFull(at.folder, { bytesNeeded: at.bytesNeeded, bytesFree: at.free }).problem]
}
