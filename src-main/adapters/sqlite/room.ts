import { stat } from 'node:fs/promises'
import { problem, type ProblemError } from '../../core/problem.ts'
import { errorCode } from '../../core/error-code.ts'
import type { House } from './house.ts'

/** Problem file-exists when there is something under one of these names. */
export async function mustBeFree(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const there = await stat(path).then(
      () => true,
      (error: unknown) => {
        if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return false
        throw error
      },
    )
    if (there) throw problem('file-exists', { facts: { path } })
  }
}

/** Asked before the first byte is written; a disk that fills up meanwhile is told by what writes. */
export async function mustHaveSpace(house: House, folder: string, bytesNeeded: number): Promise<void> {
  const bytesFree = await house.freeBytes(folder)
  if (bytesFree >= bytesNeeded) return
  const space = { bytesNeeded, bytesFree }
  throw problem('disk-full', {
    facts: { folder, ...space },
    fixes: [{ kind: 'free-disk-space', folder, ...space }, { kind: 'retry' }],
  })
}

export function notWritable(folder: string): ProblemError {
  return problem('folder-not-writable', {
    facts: { folder },
    fixes: [{ kind: 'make-writable', path: folder }, { kind: 'choose-folder' }],
  })
}
