import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Radio,
  RadioGroup,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { Environment } from '../../../src-main/contract/environment.ts'
import type { Project } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { readAgain } from '../../project-work.ts'
import { useWords, type Words } from '../../words/words.ts'
import { chooseEnvironment, useProjectFacts } from './project-facts-store.ts'

const ownChoice = ''

type Props = { readonly project: Project; readonly onClose: () => void }

/** All Pythons that were found, with what is known of each. */
export function ChooseEnvironment({ project, onClose }: Props) {
  const client = useClient()
  const words = useWords()
  const environments = useProjectFacts((facts) => facts.environments)
  const [wanted, setWanted] = useState(environments?.chosenId ?? ownChoice)
  const use = async () => {
    onClose()
    const worked = await chooseEnvironment(client, project.id, wanted === ownChoice ? null : wanted)
    if (worked) await readAgain(client, project)
  }
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.overview.chooseTitle}</DialogTitle>
          <DialogContent>
            <p className="dense t2">{words.overview.chooseWhat}</p>
            <RadioGroup
              value={wanted}
              aria-label={words.overview.chooseTitle}
              onChange={(_event, data) => setWanted(data.value)}
            >
              <Radio value={ownChoice} label={words.overview.useOwn} />
              {environments?.candidates.map((environment) => (
                <Radio
                  key={environment.id}
                  value={environment.id}
                  label={<Candidate environment={environment} />}
                />
              ))}
            </RadioGroup>
            {environments !== null && environments.lookedIn.length > 0 && (
              <p className="cap t3">{words.overview.lookedIn(environments.lookedIn.join(', '))}</p>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{words.shell.cancel}</Button>
            <Button appearance="primary" onClick={() => void use()}>
              {words.overview.use}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function Candidate({ environment }: { readonly environment: Environment }) {
  const words = useWords()
  return (
    <span className="candidate">
      <code>{environment.python}</code>
      <span className="cap t3">
        {environment.kind}, {words.overview.reasons[environment.reason]}: {stateOf(environment, words)}
      </span>
    </span>
  )
}

function stateOf({ state }: Environment, words: Words): string {
  switch (state.kind) {
    case 'found':
      return words.overview.notChecked
    case 'broken':
      return words.overview.broken[state.why]
    case 'works':
      return `Python ${state.pythonVersion}, ${state.djangoVersion === null ? words.overview.noDjango : `Django ${state.djangoVersion}`}`
  }
}
