/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a native progress element can’t be drawn to the design in all themes */
import { Button, Checkbox } from '@fluentui/react-components'
import { Info20Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { canContinue } from '../../../src-main/contract/restore-wizard.ts'
import type { CheckLine } from '../../../src-main/contract/restore.ts'
import { CheckList } from '../../ui/check-list.tsx'
import { useFormat, useWords } from '../../words/words.ts'
import type { StepIn } from './step-props.ts'
import { WizardPage } from './wizard-page.tsx'

/** Step 3: the whole restore on a staging copy, check by check. */
export function StepRehearse({ wizard, state, file, leave }: StepIn<'rehearsing' | 'rehearsed'>) {
  const words = useWords().restore
  const report = state.at === 'rehearsed' ? state.rehearsal.report : state.report
  const checks = report?.checks ?? []
  const outcome = state.at === 'rehearsed' ? state.rehearsal.report.outcome : 'running'
  const titles = {
    running: words.rehearse.title,
    passed: words.rehearse.doneTitle,
    warned: words.rehearse.warnedTitle,
    failed: words.rehearse.failedTitle,
  }
  const ready = state.at === 'rehearsed' && canContinue(state)
  return (
    <WizardPage
      title={titles[outcome]}
      what={outcome === 'running' ? words.rehearse.what : words.rehearse.untouched}
      arrival={`rehearse ${outcome}`}
      footer={
        <>
          <Button appearance="subtle" onClick={leave}>
            {state.at === 'rehearsing' ? words.rehearse.cancel : words.cancel}
          </Button>
          <span className="grow" />
          {state.at === 'rehearsed' && outcome === 'warned' && (
            <Checkbox
              checked={state.accepted}
              label={words.rehearse.accept}
              onChange={(_event, data) =>
                wizard.send({ kind: 'accept-warnings', accepted: data.checked === true })
              }
            />
          )}
          {outcome === 'running' && (
            <span className="cap t3 wide-hint">{words.rehearse.waits(checks.length)}</span>
          )}
          {state.at === 'rehearsed' && outcome !== 'passed' && (
            <Button onClick={() => wizard.send({ kind: 'rehearse' })}>{words.rehearse.again}</Button>
          )}
          <Button
            onClick={() => {
              if (state.at === 'rehearsing') wizard.stop()
              wizard.send({ kind: 'back' })
            }}
          >
            {words.back}
          </Button>
          <Button appearance="primary" disabled={!ready} onClick={() => wizard.send({ kind: 'continue' })}>
            {words.rehearse.go}
          </Button>
        </>
      }
    >
      <div className="two">
        <section className="card checks">
          <Progress checks={checks} running={outcome === 'running'} />
          <CheckList checks={checks} />
          <footer className="row cap t2">
            <Info20Regular /> {words.rehearse.note}
          </footer>
        </section>
        <Line file={file} />
      </div>
    </WizardPage>
  )
}

function Progress({ checks, running }: { readonly checks: readonly CheckLine[]; readonly running: boolean }) {
  const words = useWords()
  const format = useFormat()
  const elapsed = useElapsed(running)
  const ended = checks.filter((line) => line.at !== 'waiting' && line.at !== 'running').length
  const at = checks.find((line) => line.at === 'running')
  const took = checks.reduce((sum, line) => sum + (line.tookMs ?? 0), 0)
  const percent = checks.length === 0 ? 0 : Math.round((ended / checks.length) * 100)
  const title =
    at === undefined
      ? running
        ? words.restore.rehearse.starting
        : words.restore.checksHint(checks.filter((line) => line.at === 'passed').length, checks.length)
      : words.restore.rehearse.stepOf(ended + 1, checks.length, words.checks[at.id].running)
  return (
    <header>
      <div className="row dense">
        <b className="grow">{title}</b>
        <span className="t2 num">
          {running
            ? words.restore.rehearse.soFar(format.duration(elapsed))
            : words.restore.rehearse.took(format.duration(took))}
        </span>
      </div>
      <div className="progress" role="progressbar" aria-label={title} aria-valuenow={percent}>
        <i style={{ width: `${percent}%` }} />
      </div>
    </header>
  )
}

function useElapsed(running: boolean): number {
  const [began] = useState(() => performance.now())
  const [now, setNow] = useState(began)
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(performance.now()), 100)
    return () => clearInterval(timer)
  }, [running])
  return now - began
}

/** Two boxes with a line between them that nothing crosses. */
function Line({ file }: { readonly file: string }) {
  const words = useWords().restore.rehearse
  return (
    <section className="card staging">
      <div className="staging-boxes">
        <div className="box">
          <b>{file}</b>
          <span className="cap t2">{words.inUse}</span>
        </div>
        <span className="divider" aria-hidden />
        <div className="box here-it-runs">
          <b>{words.staging}</b>
          <span className="cap t2">{words.runsHere}</span>
        </div>
      </div>
      <p className="cap t2">{words.line}</p>
    </section>
  )
}
