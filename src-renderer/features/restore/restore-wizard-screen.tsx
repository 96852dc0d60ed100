import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { Project } from '../../../src-main/contract/project.ts'
import { stepOf } from '../../../src-main/contract/restore-wizard.ts'
import { announce } from '../../ui/announcer.tsx'
import { TitleBar } from '../../ui/title-bar.tsx'
import { showWizard, type WizardEntry } from '../../window-store.ts'
import { lastPart } from '../../words/format.ts'
import { useWords } from '../../words/words.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'
import { StepChanges, StepPlanning } from './step-changes.tsx'
import { StepChoose } from './step-choose.tsx'
import { StepConfirm } from './step-confirm.tsx'
import { StepDone } from './step-done.tsx'
import type { StepProps } from './step-props.ts'
import { StepRehearse } from './step-rehearse.tsx'
import { StepRestore } from './step-restore.tsx'
import { StepStopped } from './step-stopped.tsx'
import { StepsRail } from './steps-rail.tsx'
import { seenPlan, useRestoreWizard, type Wizard } from './use-restore-wizard.ts'

type Props = { readonly project: Project; readonly entry: WizardEntry }

/** The restore wizard over the whole window. */
export function RestoreWizardScreen({ project, entry }: Props) {
  const words = useWords().restore
  const wizard = useRestoreWizard(project, entry)
  const { state } = wizard
  const known = useInspection(({ databases }) => mainDatabase(databases))
  const file = seenPlan(state)?.target.name ?? lastPart(known?.path ?? known?.name ?? 'db.sqlite3')
  const step = stepOf(state)
  const [asking, setAsking] = useState(false)
  const stepName = words.steps[step - 1] ?? ''
  useEffect(() => announce(words.progress(step, stepName)), [step, stepName, words])
  const leave = () => {
    if (state.at === 'restoring' || (asking && state.at === 'rehearsing')) return
    if (state.at === 'rehearsing') setAsking(true)
    else showWizard(null)
  }
  useWizardKeys(wizard, leave)
  return (
    <div className="window wizard">
      <TitleBar>
        <span>
          {state.at === 'restored' ? words.doneTitle(project.name) : words.windowTitle(project.name)}
        </span>
      </TitleBar>
      <StepsRail state={state} file={file} />
      <main className="layer">
        <Step project={project} wizard={wizard} file={file} leave={leave} />
      </main>
      <StopRehearsal
        open={asking && state.at === 'rehearsing'}
        onStay={() => setAsking(false)}
        onStop={() => {
          wizard.stop()
          setAsking(false)
          // The dialog has to close before the wizard goes, or the page behind stays hidden from screen readers.
          setTimeout(() => showWizard(null))
        }}
      />
    </div>
  )
}

function Step(props: StepProps) {
  const { state } = props.wizard
  switch (state.at) {
    case 'choosing':
      return <StepChoose {...props} />
    case 'planning':
      return <StepPlanning {...props} />
    case 'comparing':
      return <StepChanges {...props} state={state} />
    case 'rehearsing':
    case 'rehearsed':
      return <StepRehearse {...props} state={state} />
    case 'confirming':
      return <StepConfirm {...props} state={state} />
    case 'restoring':
      return <StepRestore {...props} state={state} />
    case 'restored':
      return <StepDone {...props} state={state} />
    case 'stopped':
      return <StepStopped {...props} state={state} />
  }
}

/** Alt+N on, Alt+B back, Esc away. The danger button has no key. */
function useWizardKeys({ state, send }: Wizard, leave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave()
      if (!event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 'b') send({ kind: 'back' })
      else if (key === 'n' && state.at === 'comparing') send({ kind: 'rehearse' })
      else if (key === 'n' && state.at === 'rehearsed') send({ kind: 'continue' })
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}

type StopProps = { readonly open: boolean; readonly onStay: () => void; readonly onStop: () => void }

function StopRehearsal({ open, onStay, onStop }: StopProps) {
  const words = useWords().restore.rehearse
  return (
    <Dialog open={open} modalType="alert" onOpenChange={onStay}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.escTitle}</DialogTitle>
          <DialogContent>{words.escWhat}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onStay}>
              {words.escStay}
            </Button>
            <Button onClick={onStop}>{words.escStop}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
