import { stat } from 'node:fs/promises'
import type { Report } from '../../core/ports.ts'
import { errorCode } from '../../core/error-code.ts'

const everyMs = 60

/** Reports the real size of a file that another process is writing, until the returned function is called. */
export function watchSize(path: string, total: number, report: Report): () => void {
  let stopped = false
  const tell = (done: number) =>
    report({ step: 'copying', amount: { done, total, unit: 'bytes' }, subject: null })
  const look = async () => {
    const size = await stat(path).then(
      (facts) => facts.size,
      (error: unknown) => {
        // Not there yet, or on Windows not to be looked at right now: the next look tells.
        if (['ENOENT', 'EBUSY', 'EPERM'].includes(errorCode(error) ?? '')) return null
        throw error
      },
    )
    if (!stopped && size !== null) tell(Math.min(size, total))
  }
  tell(0)
  const timer = setInterval(() => void look().catch(() => clearInterval(timer)), everyMs)
  return () => {
    stopped = true
    clearInterval(timer)
  }
}
