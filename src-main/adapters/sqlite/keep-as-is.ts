import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SqliteTask, SqliteTool } from '../../core/ports.ts'
import { problem } from '../../core/problem.ts'
import { explain, unusable } from './explain.ts'
import { flushFolder } from '../flush-folder.ts'
import type { House } from './house.ts'
import { Copied, Finished } from './messages.ts'
import { probe } from './probe.ts'
import { mustHaveSpace } from './room.ts'

type Kept = Awaited<ReturnType<SqliteTool['keepAsIs']>>[number]

const parts = [
  { end: '', role: 'database' },
  { end: '-wal', role: 'wal' },
  { end: '-journal', role: 'journal' },
] as const

/** Byte for byte, flushed and hashed; nothing is judged. */
export async function keepAsIs(
  house: House,
  { from, to }: Parameters<SqliteTool['keepAsIs']>[0],
  { signal, report }: SqliteTask,
): Promise<readonly Kept[]> {
  const found = await probe(from)
  const wrong = unusable(found, from)
  if (wrong !== null && !['not-sqlite'].includes(found.kind)) throw wrong
  const bytes = 'bytes' in found ? found.bytes + found.walBytes + found.journalBytes : 0
  await mustHaveSpace(house, dirname(to), bytes)
  try {
    return await house.workers.use(async (worker) => {
      const kept: Kept[] = []
      for (const { end, role } of parts) {
        if ((await probe(from + end)).kind === 'missing') continue
        report({ step: 'copying', amount: null, subject: `${from}${end}` })
        const path = to + end
        const { bytes: copied } = await worker.ask(
          { verb: 'copy', from: from + end, to: path, selfContained: false },
          Copied,
          { signal },
        )
        const raw = await worker.ask({ verb: 'flush-raw', path }, Finished, { signal })
        if (raw.bytes !== copied || copied !== (await stat(from + end)).size)
          throw problem('copy-differs', { facts: { path }, evidence: [`${raw.bytes} bytes kept`] })
        kept.push({ path, role, ...raw })
      }
      await flushFolder(dirname(to))
      return kept
    })
  } catch (error) {
    throw await explain(error, house, { path: from, folder: dirname(to) })
  }
}
