import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import { useFormat, useWords } from '../../words/words.ts'

type Props = { readonly savepoints: readonly Savepoint[]; readonly nowBytes: number | null }

const width = 320
const height = 60

/** Size over time as the savepoints saw it, ending now. Needs two points; else nothing is drawn. */
export function SizeChart({ savepoints, nowBytes }: Props) {
  const words = useWords().savepoints
  const format = useFormat()
  const past = savepoints.slice(0, 30).toReversed()
  const first = past[0]
  const sizes = [...past.map((savepoint) => savepoint.bytes), ...(nowBytes === null ? [] : [nowBytes])]
  if (first === undefined || sizes.length < 2) return <div className="grow" />
  const most = Math.max(...sizes)
  const least = Math.min(...sizes)
  const x = (index: number) => (index / (sizes.length - 1)) * width
  const y = (size: number) => height - 4 - ((size - least * 0.9) / (most - least * 0.9 || 1)) * (height - 12)
  const line = sizes.map((size, index) => `${x(index).toFixed(1)} ${y(size).toFixed(1)}`).join('L')
  return (
    <div className="size-chart grow" aria-hidden>
      <svg width="100%" height={height} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
        <path d={`M${line}L${width} ${height}L0 ${height}Z`} fill="var(--accent-soft)" />
        <path
          d={`M${line}`}
          fill="none"
          stroke="var(--accent-line)"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className="row cap t3">
        <span className="grow">{format.date(first.takenAt)}</span>
        <span>{words.now}</span>
      </div>
    </div>
  )
}
