import { renamingFrom, type Summary } from './manifest.ts'
import { inTurns } from './in-turns.ts'
import { withoutEnding } from './names.ts'

export type Found = { readonly name: string; readonly summary: Summary }
type Chosen = Found & { readonly leftovers: readonly string[] }

/**
 * Two manifests of one id: a rename that was cut off, or a manifest copied by hand. The finished one counts, the unfinished is its
 * left-over. `claimed`: every file that some manifest speaks for, so that none is listed twice.
 */
export async function onePerId(found: readonly Found[]): Promise<{
  readonly chosen: readonly Chosen[]
  readonly claimed: ReadonlySet<string>
}> {
  const chosen = new Map<string, Chosen>()
  const claimed = new Set<string>()
  const byRank = Map.groupBy(
    await inTurns(found, (one) => ({ one, rank: rank(one) })),
    (ranked) => ranked.rank,
  )
  const ordered = [0, 1, unfinished, 3].flatMap((wanted) => byRank.get(wanted) ?? [])
  await inTurns(ordered, ({ one, rank }) => {
    if (one.summary.kind === 'whole') {
      for (const file of one.summary.manifest.files) claimed.add(file.name)
      for (const name of renamingFrom(one.summary.manifest)) claimed.add(name)
    }
    const id = one.summary.kind === 'whole' ? one.summary.manifest.id : `file ${one.name}`
    const first = chosen.get(id)
    if (first === undefined) chosen.set(id, { ...one, leftovers: [] })
    else if (rank === unfinished) {
      chosen.set(id, { ...first, leftovers: [...first.leftovers, one.name] })
    }
  })
  return { chosen: [...chosen.values()], claimed }
}

const unfinished = 2

function rank(one: Found): number {
  if (one.summary.kind !== 'whole') return 3
  if (renamingFrom(one.summary.manifest).length > 0) return unfinished
  const stem = withoutEnding(one.name)
  return one.summary.manifest.files.some((file) => withoutEnding(file.name) === stem) ? 0 : 1
}
