import { problem, type ProblemError } from '../problem.ts'

export type Space = { readonly bytesNeeded: number; readonly bytesFree: number }

type Rest = { readonly evidence?: readonly string[]; readonly cause?: unknown }

/** Without numbers for a disk that filled up on the way: nobody knows what it would have needed. */
export function diskFull(folder: string, space: Space | null, rest: Rest = {}): ProblemError {
  if (space === null) {
    return problem('disk-full', {
      ...rest,
      facts: { folder },
      fixes: [{ kind: 'open-folder', path: folder }, { kind: 'retry' }],
    })
  }
  return problem('disk-full', {
    ...rest,
    facts: { folder, ...space },
    fixes: [{ kind: 'free-disk-space', folder, ...space }, { kind: 'retry' }],
  })
}
