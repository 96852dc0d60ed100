import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import type { Format } from '../../words/format.ts'

export type ListItem =
  | {
      readonly kind: 'day'
      readonly key: string
      readonly title: string
      readonly date: string
      readonly height: number
    }
  | {
      readonly kind: 'savepoint'
      readonly key: string
      readonly savepoint: Savepoint
      readonly height: number
    }

const dayHeight = 38
const rowHeight = 46

/** The list as it is drawn: a heading for each day, then its savepoints. Newest first, as they come. */
export function listItems(savepoints: readonly Savepoint[], format: Format, now: Date): readonly ListItem[] {
  const items: ListItem[] = []
  let day = ''
  for (const savepoint of savepoints) {
    const key = format.dayKey(savepoint.takenAt)
    if (key !== day) {
      day = key
      items.push({
        kind: 'day',
        key: `day ${key}`,
        title: format.day(savepoint.takenAt, now),
        date: format.date(savepoint.takenAt),
        height: dayHeight,
      })
    }
    items.push({ kind: 'savepoint', key: savepoint.id, savepoint, height: rowHeight })
  }
  return items
}

/** Where PgDn (1) or PgUp (−1) goes: the first savepoint of the next older or newer day. */
export function otherDay(
  savepoints: readonly Savepoint[],
  from: number,
  step: 1 | -1,
  dayKey: (iso: string) => string,
): number {
  const here = savepoints[from]
  if (here === undefined) return 0
  let index = from
  while (savepoints[index + step] !== undefined) {
    index += step
    const before = savepoints[index - 1]
    const found = savepoints[index]
    if (found === undefined || dayKey(found.takenAt) === dayKey(here.takenAt)) continue
    const first = before === undefined || dayKey(before.takenAt) !== dayKey(found.takenAt)
    if (first) return index
  }
  return index
}
