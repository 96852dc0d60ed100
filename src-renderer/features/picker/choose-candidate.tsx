import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { Document20Regular } from '@fluentui/react-icons'
import { useClient } from '../../client.ts'
import { useWords } from '../../words/words.ts'
import { closeQuestion, openPath, usePicker } from './picker-store.ts'

/** Several manage.py under one folder: which one? Stays mounted, because Fluent shows the page behind it again only when it closes. */
export function ChooseCandidate() {
  const client = useClient()
  const { picker: words, shell } = useWords()
  const candidates = usePicker((picker) => picker.candidates)
  return (
    <Dialog open={candidates !== null} onOpenChange={closeQuestion}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.chooseTitle}</DialogTitle>
          <DialogContent>
            <p className="dense t2">{words.chooseWhat(candidates?.length ?? 0)}</p>
            <ul className="folders">
              {candidates?.map((candidate) => (
                <li key={candidate.managePy}>
                  <button
                    type="button"
                    className="folder"
                    onClick={() => void openPath(client, candidate.managePy)}
                  >
                    <Document20Regular />
                    <span className="grow">
                      <b>{candidate.name}</b>
                      <span className="mono cap t3 path">{candidate.managePy}</span>
                      {candidate.settingsModule !== null && (
                        <span className="cap t2 path">{words.settingsModule(candidate.settingsModule)}</span>
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button onClick={closeQuestion}>{shell.cancel}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
