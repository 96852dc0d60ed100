import { Button } from '@fluentui/react-components'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { showWizard } from '../../window-store.ts'
import { useWords } from '../../words/words.ts'
import type { StepIn } from './step-props.ts'
import { WizardPage } from './wizard-page.tsx'

/** Something went wrong: what, what is still safe, and where to go on. */
export function StepStopped({ wizard, state, leave }: StepIn<'stopped'>) {
  const words = useWords().restore
  const title =
    state.in <= 2
      ? words.stopped.planTitle
      : state.in === 3
        ? words.stopped.rehearsalTitle
        : words.stopped.title
  const again = () => wizard.send({ kind: 'look-again' })
  return (
    <WizardPage
      narrow
      title={title}
      what={state.in <= 3 ? words.rehearse.untouched : ''}
      arrival="stopped"
      footer={
        <>
          <Button appearance="subtle" onClick={leave}>
            {words.leave}
          </Button>
          <span className="grow" />
          <Button onClick={() => wizard.send({ kind: 'leave' })}>{words.stopped.choose}</Button>
          <Button appearance="primary" onClick={again}>
            {words.stopped.lookAgain}
          </Button>
        </>
      }
    >
      <ProblemCard
        problem={state.problem}
        handlers={{
          retry: again,
          'rehearse-again': again,
          'choose-another-savepoint': () => wizard.send({ kind: 'leave' }),
          'restore-savepoint': ({ savepointId }) => wizard.send({ kind: 'chosen', savepointId }),
          'choose-environment': () => showWizard(null),
        }}
      />
    </WizardPage>
  )
}
