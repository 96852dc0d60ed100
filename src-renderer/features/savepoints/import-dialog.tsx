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
import type { Project } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { importBundle } from '../../project-work.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly project: Project; readonly onClose: () => void }

/** Takes a bundle of another machine into the list, after checking it. */
export function ImportDialog({ project, onClose }: Props) {
  const client = useClient()
  const { savepoints: words, shell } = useWords()
  const [path, setPath] = useState('')
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (path.trim() === '') return
            onClose()
            void importBundle(client, project, path.trim())
          }}
        >
          <DialogBody>
            <DialogTitle>{words.importTitle}</DialogTitle>
            <DialogContent>
              <p className="t2">{words.importWhat}</p>
              <Field label={words.importFile}>
                <Input value={path} onChange={(_event, data) => setPath(data.value)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{shell.cancel}</Button>
              <Button type="submit" appearance="primary" disabled={path.trim() === ''}>
                {words.importConfirm}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
