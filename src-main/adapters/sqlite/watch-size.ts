import { stat } from 'node:fs/promises'
import type { Report } from '../../core/ports.ts'
import { errorCode } from '../../core/error-code.ts'

const everyMs = 60

/** Reports the real size of a file while `work` makes another process write it, and all of it when that is done. */
export async function watchingSize<T>(
  { path, total, report }: { readonly path: string; readonly total: number; readonly report: Report },
  work: () => Promise<T>,
): Promise<T> {
  const tell = (done: number) =>
    report({ step: 'copying', amount: { done, total, unit: 'bytes' }, subject: null })
  let stopped = false
  const look = async () => {
    const size = await sizeOf(path)
    if (!stopped && size !== null) tell(Math.min(size, total))
  }
  tell(0)
  // Only the look fails here; what is wrong with the file is told by who writes it.
  const timer = setInterval(() => void look().catch(() => clearInterval(timer)), everyMs)
  try {
    const done = await work()
    tell(total)
    return done
  } finally {
    stopped = true
    clearInterval(timer)
  }
}

/** Null when it isn't there yet, or on Windows can't be looked at right now. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (['ENOENT', 'EBUSY', 'EPERM'].includes(errorCode(error) ?? '')) return null
    throw error
  }
}
