import { useNow } from '../../ui/use-now.ts'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { CheckIcon } from '../../ui/check-list.tsx'
import type { OperationState } from '../../../src-main/contract/operation.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { useOperations } from '../operations/operations-store.ts'
import { factsOf, titleOf } from '../operations/tray.tsx'

const most = 6

/** What Savepoint did with this project, newest first. */
export function ActivityCard() {
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const operations = useOperations((store) => store.operations)
  const recent = operations
    .filter((state) => state.kind !== 'make-demo')
    .slice(-most)
    .toReversed()
  return (
    <section className="card overview-card activity-card">
      <header className="row">
        <h2 className="grow">{words.overview.activity}</h2>
      </header>
      {recent.length === 0 && <p className="dense t3">{words.overview.noActivity}</p>}
      <ul className="activity">
        {recent.map((state) => (
          <li key={state.id}>
            <span className="cap t3 nowrap" title={format.full(state.startedAt)}>
              {format.when(state.startedAt, now)}
            </span>
            <Glyph state={state} />
            <span className="trunc">{titleOf(state, words)}</span>
            <span className="cap t3 nowrap">{factsOf(state, words, format)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Glyph({ state }: { readonly state: OperationState }) {
  if (state.at === 'running') return <span className="spinner small" aria-hidden />
  if (state.at === 'failed') return <CheckIcon at="failed" />
  if (state.at === 'cancelled') return <CheckIcon at="skipped" />
  if (state.kind === 'restore' || state.kind === 'undo') return <SavepointGlyph kind="before-restore" />
  return <SavepointGlyph kind="you" />
}
