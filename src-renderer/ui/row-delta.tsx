import { useFormat } from '../words/words.ts'

type Props = { readonly kind: 'added' | 'removed' | 'changed'; readonly count: number }

const tones = { added: 'ok', removed: 'bad', changed: 'chg' } as const

/** A number of rows, always with its sign: + added, − removed, ~ changed. None is a dash. */
export function RowDelta({ kind, count }: Props) {
  const format = useFormat()
  if (count === 0) return <span className="t3">–</span>
  const text =
    kind === 'changed' ? `~${format.number(count)}` : format.signed(kind === 'added' ? count : -count)
  return <span className={tones[kind]}>{text}</span>
}
