import { z } from 'zod'
import type { SqliteTask } from '../../core/ports.ts'
import { explain, unusable } from './explain.ts'
import { type House, lookMs } from './house.ts'
import { Compared, HoldEnd } from './messages.ts'
import { probe } from './probe.ts'

type Pair = { readonly before: string; readonly after: string }

/** Row for row. Pages first, because after a restore they are alike; rows in SQL when they aren't. */
export async function sameContent(
  house: House,
  { a, b }: { readonly a: string; readonly b: string },
  task: SqliteTask,
): Promise<boolean> {
  await mustBeComparable(a, b)
  if (await samePages(house, { a, b }, task)) return true
  const compared = await compareFiles(house, { before: b, after: a }, task)
  return compared.same && compared.sameSchema
}

export async function compareFiles(
  house: House,
  { before, after }: Pair,
  { signal, report }: SqliteTask,
): Promise<Compared> {
  await mustBeComparable(before, after)
  try {
    return await house.workers.use((worker) =>
      worker.ask({ verb: 'compare', before, after, lockMs: lookMs }, Compared, { signal, report }),
    )
  } catch (error) {
    throw await explain(error, house, { path: await worseOf(before, after), waitedMs: lookMs })
  }
}

/** True only when all is certain; anything in between is for the comparison of rows. */
async function samePages(
  house: House,
  { a, b }: { readonly a: string; readonly b: string },
  { signal, report }: SqliteTask,
): Promise<boolean> {
  const [mine, theirs] = [await probe(a), await probe(b)]
  if (mine.kind !== 'sqlite' || theirs.kind !== 'sqlite') return false
  // The savepoint isn't held: with a -wal or -journal its main file isn't all of it.
  if (theirs.walBytes > 0 || theirs.journalBytes > 0) return false
  let same = false
  try {
    await house.workers.use((keeper) =>
      house.workers.use((reader) =>
        keeper.ask({ verb: 'hold', path: a, lockMs: lookMs, count: false }, HoldEnd, {
          signal,
          report,
          onPause: async (_held, gone) => {
            same = await reader.ask({ verb: 'same-bytes', a, b }, z.boolean(), {
              signal: AbortSignal.any([signal, gone]),
            })
          },
        }),
      ),
    )
  } catch (error) {
    throw await explain(error, house, { path: a, waitedMs: lookMs })
  }
  return same
}

/** An empty file is a database without tables. */
async function mustBeComparable(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const wrong = unusable(await probe(path), path)
    if (wrong !== null) throw wrong
  }
}

/** SQLite's error of an attached file doesn't say which: the one that looks worse, else the first. */
async function worseOf(before: string, after: string): Promise<string> {
  const found = await probe(after)
  return found.kind === 'sqlite' ? before : after
}
