import type { JournalEntry } from '../operations/journal.ts'

/** An operation that began and never ended: its last entry, and how far it came. */
export type OpenWork = {
  readonly last: JournalEntry
  readonly startedAt: string
  readonly steps: ReadonlySet<JournalEntry['step']>
  readonly leaves: readonly string[]
}

const ends: ReadonlySet<JournalEntry['step']> = new Set(['done', 'failed', 'recovered'])

/** Oldest first. */
export function openWork(entries: readonly JournalEntry[]): readonly OpenWork[] {
  const byOperation = Map.groupBy(entries, (entry) => entry.operation)
  return [...byOperation.values()].flatMap((of) => {
    const last = of.at(-1)
    if (last === undefined || of.some((entry) => ends.has(entry.step))) return []
    return [
      {
        last: { ...last, safety: of.findLast((entry) => entry.safety !== null)?.safety ?? null },
        startedAt: of[0]?.at ?? last.at,
        steps: new Set(of.map((entry) => entry.step)),
        leaves: [...new Set(of.flatMap((entry) => entry.leaves))],
      },
    ]
  })
}

/** What differs between the live database and each candidate, in rows and tables; 0 is the same content. */
export type Distances = { readonly toOld: number | null; readonly toNew: number | null }

/**
 * The replacement is one transaction, so the content is the old one or the new one, and later writes of others on top of it.
 * `replaced`: the journal says that the transaction had ended.
 */
export function oldOrNew(distances: Distances, replaced: boolean): 'old' | 'new' | 'neither' {
  const { toOld, toNew } = distances
  if (toOld === 0 && toNew === 0) return replaced ? 'new' : 'old'
  if (toOld === 0) return 'old'
  if (toNew === 0 || replaced) return 'new'
  if (toOld === null && toNew === null) return 'neither'
  if (toOld === null || toNew === null) return toOld === null ? 'new' : 'old'
  return toNew < toOld ? 'new' : 'old'
}
