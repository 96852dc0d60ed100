import { Button } from '@fluentui/react-components'
import { CheckmarkCircle20Filled, Dismiss16Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { OperationState } from '../../../src-main/contract/operation.ts'
import { announce } from '../../ui/announcer.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { showWizard } from '../../window-store.ts'
import { useFormat, useWords, type Words } from '../../words/words.ts'
import type { Format } from '../../words/format.ts'
import { OperationProgress } from './operation-progress.tsx'
import { dismiss, useOperations } from './operations-store.ts'

const showAfterMs = 1_000
const leaveAfterMs = 6_000

/** Work under way and what became of it, at the bottom right. Success leaves by itself, problems stay. */
export function Tray() {
  const words = useWords().operations
  const { operations, dismissed, shownElsewhere, notices } = useOperations()
  const shown = operations.filter(
    (state) => state.kind !== 'make-demo' && !dismissed.has(state.id) && !shownElsewhere.has(state.id),
  )
  return (
    <section className="tray" aria-label={words.tray}>
      {notices.map((notice) => (
        <div key={notice.id} className="toast plain">
          <ProblemCard
            problem={notice.problem}
            handlers={
              notice.retry === null
                ? {}
                : {
                    retry: () => {
                      dismiss(notice.id)
                      notice.retry?.()
                    },
                  }
            }
            onDismiss={() => dismiss(notice.id)}
          />
        </div>
      ))}
      {shown.map((state) =>
        state.at === 'running' ? (
          <Running key={state.id} state={state} />
        ) : (
          <Ended key={state.id} state={state} />
        ),
      )}
    </section>
  )
}

function Running({ state }: { readonly state: OperationState }) {
  const words = useWords().operations
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), showAfterMs)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <section className="toast">
      <div className="row">
        <SavepointGlyph kind="you" />
        <b className="grow">{words.kinds[state.kind].running(state.subject ?? words.database)}</b>
      </div>
      <OperationProgress state={state} />
      <p className="cap t3">{words.cancelNotes[state.kind]}</p>
    </section>
  )
}

function Ended({ state }: { readonly state: OperationState }) {
  const words = useWords()
  const format = useFormat()
  const [held, setHeld] = useState(false)
  const title = titleOf(state, words)
  useEffect(() => announce(title), [title])
  useEffect(() => {
    if (held || state.at === 'failed') return
    const timer = setTimeout(() => dismiss(state.id), leaveAfterMs)
    return () => clearTimeout(timer)
  }, [held, state.at, state.id])
  if (state.problem !== null && state.at === 'failed') {
    return (
      <div className="toast plain">
        <ProblemCard
          problem={state.problem}
          handlers={{
            'choose-another-savepoint': () => showWizard({ kind: 'choose' }),
            'restore-savepoint': (fix) => showWizard({ kind: 'savepoint', id: fix.savepointId }),
          }}
          onDismiss={() => dismiss(state.id)}
        />
      </div>
    )
  }
  return (
    <section
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="row">
        {state.at === 'done' && <CheckmarkCircle20Filled className="ok" />}
        <b className="grow">{title}</b>
        <Button
          appearance="subtle"
          size="small"
          icon={<Dismiss16Regular />}
          aria-label={words.operations.dismiss}
          onClick={() => dismiss(state.id)}
        />
      </div>
      <p className="dense t2 toast-facts">{factsOf(state, words, format)}</p>
    </section>
  )
}

/** What became of it, in one line. */
export function titleOf(state: OperationState, words: Words): string {
  const subject = state.subject ?? words.operations.database
  const said = words.operations.kinds[state.kind]
  if (state.at === 'cancelled') return `${said.running(subject)}: ${words.operations.cancelled}`
  if (state.at === 'failed') return said.failed(subject)
  return state.at === 'done' ? said.done(subject) : said.running(subject)
}

/** Its numbers. */
export function factsOf(state: OperationState, words: Words, format: Format): string {
  const { result } = state
  switch (result?.kind) {
    case 'saved':
      return words.operations.savedFacts(
        result.savepoint.rows === null ? null : format.number(result.savepoint.rows),
        format.bytes(result.savepoint.bytes),
        format.duration(result.tookMs),
      )
    case 'verified':
      return words.operations.canBeRestored
    case 'exported':
      return words.operations.exportedTo(result.file, format.bytes(result.bytes))
    case 'imported':
      return format.bytes(result.savepoint.bytes)
    case 'restored':
      return format.duration(result.restored.tookMs)
    case 'rehearsed':
    case 'demo-made':
    case undefined:
      return ''
  }
}
