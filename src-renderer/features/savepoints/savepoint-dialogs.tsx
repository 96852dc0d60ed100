import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { Project } from '../../../src-main/contract/project.ts'
import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import { problemOf } from '../../api.ts'
import { useClient } from '../../client.ts'
import { exportSavepoint } from '../../project-work.ts'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { Said } from '../../ui/said.tsx'
import { useFormat, useWords } from '../../words/words.ts'
import { loadSavepoints, replaceSavepoint } from './savepoints-store.ts'
import { titleOfSavepoint } from './title.ts'

/** A question about one savepoint, before anything happens to it. */
export type Asking = { readonly what: 'label' | 'export' | 'remove'; readonly savepoint: Savepoint }

type Props = { readonly project: Project; readonly asking: Asking; readonly onClose: () => void }

export function SavepointDialogs({ project, asking, onClose }: Props) {
  const client = useClient()
  const words = useWords()
  const said = useQuestion(asking)
  const { savepoint } = asking
  const [text, setText] = useState(asking.what === 'label' ? (savepoint.label ?? '') : '')
  const [problem, setProblem] = useState<Problem | null>(null)
  const target = { projectId: project.id, id: savepoint.id }
  const go = async () => {
    const wanted = text.trim() === '' ? null : text.trim()
    try {
      if (asking.what === 'label')
        replaceSavepoint(await client.savepoints.label({ ...target, label: wanted }))
      else if (asking.what === 'remove') {
        await client.savepoints.delete({ ...target, evenPinned: savepoint.pinned })
        await loadSavepoints(client, project.id)
      } else void exportSavepoint(client, project, { id: savepoint.id, folder: wanted })
      onClose()
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
  }
  return (
    <Dialog open modalType={asking.what === 'remove' ? 'alert' : 'modal'} onOpenChange={onClose}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void go()
          }}
        >
          <DialogBody>
            <DialogTitle>{said.title}</DialogTitle>
            <DialogContent>
              <div className="col">
                {problem !== null && <ProblemCard problem={problem} />}
                <p>
                  <Said>{said.what}</Said>
                </p>
                {asking.what === 'remove' && savepoint.pinned && (
                  <p className="warn">{words.savepoints.deletePinned}</p>
                )}
                {said.field !== null && (
                  <Field label={said.field} hint={said.hint}>
                    <Input value={text} maxLength={200} onChange={(_event, data) => setText(data.value)} />
                  </Field>
                )}
              </div>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{words.shell.cancel}</Button>
              <Button type="submit" appearance="primary" className={asking.what === 'remove' ? 'danger' : ''}>
                {said.confirm}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}

function useQuestion({ what, savepoint }: Asking) {
  const words = useWords()
  const format = useFormat()
  const said = words.savepoints
  if (what === 'label') {
    return {
      title: said.labelTitle,
      what: '',
      field: said.labelField,
      hint: said.labelHint,
      confirm: said.saveLabel,
    }
  }
  if (what === 'export') {
    return {
      title: said.exportTitle,
      what: said.exportWhat,
      field: said.exportFolder,
      hint: said.exportHint,
      confirm: said.exportConfirm,
    }
  }
  return {
    title: said.deleteTitle(titleOfSavepoint(savepoint, words)),
    what: said.deleteWhat(savepoint.file, format.bytes(savepoint.bytes)),
    field: null,
    hint: '',
    confirm: savepoint.pinned ? said.deletePinnedConfirm : said.deleteConfirm,
  }
}
