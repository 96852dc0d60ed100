import { createInterface } from 'node:readline/promises'
import { problem } from '../../core/problem.ts'

export type Terminal = {
  /** Standard output: the answer. */
  readonly say: (text: string) => void
  /** Standard error: everything else. */
  readonly note: (text: string) => void
  /** One line that is written over by the next; null takes it away. Silent in a pipe. */
  readonly progress: (line: string | null) => void
  /** Can somebody be asked? */
  readonly canAsk: boolean
  /** True only for a clear yes. Problem: cancelled, by the signal or at the end of input. */
  readonly ask: (question: string, signal: AbortSignal) => Promise<boolean>
}

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>

export function createTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  let shown = false
  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K')
    shown = false
  }
  return {
    say: (text) => {
      clear()
      stdout.write(`${text}\n`)
    },
    note: (text) => {
      clear()
      stderr.write(`${text}\n`)
    },
    progress: (line) => {
      if (!stderr.isTTY) return
      clear()
      if (line === null) return
      // A line that wraps can't be written over.
      stderr.write(line.slice(0, Math.max(10, stderr.columns - 1)))
      shown = true
    },
    canAsk: stdin.isTTY && stderr.isTTY,
    ask: async (question, signal) => {
      clear()
      const lines = createInterface({ input: stdin, output: stderr })
      const ended = new AbortController()
      lines.once('close', () => ended.abort())
      try {
        const answer = await lines.question(`${question} [y/N] `, {
          signal: AbortSignal.any([signal, ended.signal]),
        })
        return /^y(es)?$/i.test(answer.trim())
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError')
          throw problem('cancelled', { cause: error })
        throw error
      } finally {
        lines.close()
      }
    },
  }
}
