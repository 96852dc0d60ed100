import { Button, Radio, RadioGroup } from '@fluentui/react-components'
import { ArrowRight20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { SavepointShield } from '../../ui/savepoint-shield.tsx'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { restoreOff } from '../savepoints/savepoint-actions.ts'
import { useSavepoints } from '../savepoints/savepoints-store.ts'
import { titleOfSavepoint } from '../savepoints/title.ts'
import type { StepProps } from './step-props.ts'
import { WizardPage } from './wizard-page.tsx'

/** Step 1: which savepoint? */
export function StepChoose({ wizard, leave }: StepProps) {
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const { list, selected } = useSavepoints()
  const can = list?.filter((savepoint) => restoreOff(savepoint) === null) ?? []
  const first = can.find((savepoint) => savepoint.id === selected) ?? can[0]
  const [wanted, setWanted] = useState(first?.id ?? null)
  return (
    <WizardPage
      title={words.restore.choose.title}
      what={words.restore.choose.what}
      arrival="choose"
      footer={
        <>
          <Button appearance="subtle" onClick={leave}>
            {words.restore.cancel}
          </Button>
          <span className="grow" />
          <Button
            appearance="primary"
            icon={<ArrowRight20Regular />}
            iconPosition="after"
            disabled={wanted === null}
            onClick={() => {
              if (wanted !== null) wizard.send({ kind: 'chosen', savepointId: wanted })
            }}
          >
            {words.restore.choose.go}
          </Button>
        </>
      }
    >
      {list?.length === 0 && <p>{words.restore.choose.none}</p>}
      <section className="card choose-list">
        <RadioGroup
          aria-label={words.restore.choose.title}
          value={wanted ?? ''}
          onChange={(_event, data) => setWanted(data.value)}
        >
          {list?.map((savepoint) => (
            <Radio
              key={savepoint.id}
              value={savepoint.id}
              disabled={restoreOff(savepoint) !== null}
              label={
                <span className="choice">
                  <SavepointGlyph kind={savepoint.kind} />
                  <span className="num-left">{format.moment(savepoint.takenAt, now)}</span>
                  <span className="grow trunc">{titleOfSavepoint(savepoint, words)}</span>
                  <span className="num">{format.bytes(savepoint.bytes)}</span>
                  <SavepointShield verification={savepoint.verification} />
                </span>
              }
            />
          ))}
        </RadioGroup>
      </section>
    </WizardPage>
  )
}
