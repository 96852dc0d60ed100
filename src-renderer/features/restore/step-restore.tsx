import { Button } from '@fluentui/react-components'
import { CheckList } from '../../ui/check-list.tsx'
import { useWords } from '../../words/words.ts'
import { OperationProgress } from '../operations/operation-progress.tsx'
import type { StepIn } from './step-props.ts'
import { WizardPage } from './wizard-page.tsx'

/** Steps 5 and 6 while they run. Can be stopped until the replacement itself begins. */
export function StepRestore({ wizard, state, file }: StepIn<'restoring'>) {
  const words = useWords().restore.running
  const { last, verifying } = state
  const stoppable = last?.cancellable === true
  return (
    <WizardPage
      narrow
      title={verifying ? words.verifyTitle : words.title(file)}
      what={words.what}
      arrival={verifying ? 'verify' : 'restore'}
      footer={
        <>
          <Button appearance="subtle" disabled={!stoppable} onClick={wizard.stop}>
            {words.cancel}
          </Button>
          <span className="cap t3">{stoppable ? words.canCancel : words.cantCancel}</span>
        </>
      }
    >
      <section className="card running">
        {last === null ? (
          <span className="spinner" aria-hidden />
        ) : (
          <OperationProgress state={last} cancel={false} />
        )}
      </section>
      {last?.report != null && (
        <section className="card">
          <CheckList checks={last.report.checks} />
        </section>
      )}
    </WizardPage>
  )
}
