/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a native progress element can’t be drawn to the design in all themes */
import { Button } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { OperationState, Progress } from '../../../src-main/contract/operation.ts'
import { useClient } from '../../client.ts'
import { announce } from '../../ui/announcer.tsx'
import { lastPart, type Format } from '../../words/format.ts'
import { useFormat, useWords, type Words } from '../../words/words.ts'
import { cancelOperation, useOperations } from './operations-store.ts'

type Props = { readonly state: OperationState; readonly cancel?: boolean }

/** Real amounts of one operation under way, and Cancel while stopping is safe. */
export function OperationProgress({ state, cancel = true }: Props) {
  const client = useClient()
  const words = useWords()
  const format = useFormat()
  const cancelling = useOperations((store) => store.cancelling.has(state.id))
  const percent = percentOf(state.progress)
  const name = words.operations.kinds[state.kind].running(state.subject ?? words.operations.database)
  useAnnouncedProgress(name, percent)
  return (
    <div className="operation">
      <div className="cap t2">{stepLine(state, words)}</div>
      <div
        className={percent === null ? 'progress unknown' : 'progress'}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <i style={percent === null ? undefined : { width: `${percent}%` }} />
      </div>
      <div className="row cap t2">
        <span className="grow num-left">{amountLine(state.progress, words, format)}</span>
        {cancel && state.cancellable && (
          <Button size="small" disabled={cancelling} onClick={() => void cancelOperation(client, state.id)}>
            {cancelling ? words.operations.cancelling : words.operations.cancel}
          </Button>
        )}
      </div>
    </div>
  )
}

/** 0 to 100; null where the total isn't known. */
export function percentOf(progress: Progress | null): number | null {
  const amount = progress?.amount
  if (amount?.total == null || amount.total <= 0) return null
  return Math.min(100, Math.round((amount.done / amount.total) * 100))
}

/** 1.4 GB of 3.1 GB, 12 of 32 tables. */
export function amountLine(progress: Progress | null, words: Words, format: Format): string {
  const amount = progress?.amount
  if (amount == null) return ''
  const say = (value: number) => (amount.unit === 'bytes' ? format.bytes(value) : format.number(value))
  const total = amount.total === null ? null : say(amount.total)
  const text = words.operations.amount(say(amount.done), total)
  return amount.unit === 'bytes' ? text : words.operations.units[amount.unit](text)
}

function stepLine(state: OperationState, words: Words): string {
  if (state.progress === null) return words.shell.loading
  const step = words.operations.steps[state.progress.step]
  const { subject } = state.progress
  return subject === null ? step : `${step}: ${lastPart(subject)}`
}

/** At 25, 50, 75 and 100 %. */
function useAnnouncedProgress(name: string, percent: number | null): void {
  const words = useWords().operations
  const said = useRef(0)
  useEffect(() => {
    const quarter = percent === null ? 0 : Math.floor(percent / 25) * 25
    if (quarter <= said.current) return
    said.current = quarter
    announce(words.atPercent(name, quarter))
  }, [name, percent, words])
}
