import { Button } from '@fluentui/react-components'
import {
  ArrowUndo24Regular,
  ShieldCheckmark16Filled,
  Timeline20Regular,
  History20Regular,
} from '@fluentui/react-icons'
import type { Restored } from '../../../src-main/contract/restore.ts'
import { CheckList } from '../../ui/check-list.tsx'
import { Said } from '../../ui/said.tsx'
import { useNow } from '../../ui/use-now.ts'
import { showScreen, showWizard } from '../../window-store.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { useSavepoints } from '../savepoints/savepoints-store.ts'
import type { StepIn } from './step-props.ts'
import type { Wizard } from './use-restore-wizard.ts'
import { WizardPage } from './wizard-page.tsx'

/** Step 6, done: what was checked, and the way back. */
export function StepDone({ wizard, state }: StepIn<'restored'>) {
  const words = useWords().restore
  const format = useFormat()
  const now = useNow()
  const { restored, replacement } = state
  const list = useSavepoints((store) => store.list)
  const savepoint = list?.find((one) => one.id === restored.restored)
  const took = format.duration(restored.tookMs)
  const warned = restored.checks.some((line) => line.at === 'warned' || line.at === 'failed')
  const title =
    replacement.kind === 'undo' || savepoint === undefined
      ? words.done.undoTitle
      : words.done.title(format.point(savepoint.takenAt, now))
  return (
    <WizardPage
      title={title}
      what={warned ? words.done.whatWarned(took) : words.done.what(took)}
      arrival="done"
      sign={<Tick />}
      footer={
        <>
          <span className="row tight cap t2">
            <ShieldCheckmark16Filled className="ok" /> {words.done.verified(format.full(restored.at))}
          </span>
          <span className="grow" />
          <Button appearance="primary" onClick={() => showWizard(null)}>
            {words.done.go}
          </Button>
        </>
      }
    >
      <div className="two">
        <div className="col">
          {restored.safety !== null && <Undo wizard={wizard} restored={restored} safety={restored.safety} />}
          <section className="card checks">
            <header>
              <h2>{words.done.checked}</h2>
            </header>
            <CheckList checks={restored.checks} />
          </section>
        </div>
        <section className="card side-note next">
          <h2>{words.done.next}</h2>
          <Button icon={<Timeline20Regular />} onClick={() => showScreen('migrations')}>
            {words.done.seeMigrations}
          </Button>
          <Button icon={<History20Regular />} onClick={() => showScreen('savepoints')}>
            {words.done.seeSavepoints}
          </Button>
        </section>
      </div>
    </WizardPage>
  )
}

type UndoProps = { readonly wizard: Wizard; readonly restored: Restored; readonly safety: string }

function Undo({ wizard, restored, safety }: UndoProps) {
  const words = useWords().restore.done
  const undoable = {
    database: restored.database,
    safety,
    restored: restored.restored,
    restoredAt: restored.at,
  }
  return (
    <section className="card undo">
      <ArrowUndo24Regular className="acc" />
      <div className="grow">
        <h2>{words.mind}</h2>
        <p className="dense t2">
          <Said>{words.mindWhat(safety)}</Said>
        </p>
      </div>
      <Button onClick={() => wizard.send({ kind: 'undo', undoable })}>{words.undo}</Button>
    </section>
  )
}

function Tick() {
  return (
    <svg className="mark" width="72" height="72" viewBox="0 0 72 72" aria-hidden>
      <circle cx="36" cy="36" r="35" fill="var(--ok-soft)" />
      <circle cx="36" cy="36" r="26" fill="none" stroke="var(--ok)" strokeWidth="2.5" />
      <path
        d="M25 37l8 8 15-17"
        fill="none"
        stroke="var(--ok)"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
