import type { Project } from '../../../src-main/contract/project.ts'
import { problemOf } from '../../api.ts'
import { useClient } from '../../client.ts'
import { verifySavepoint } from '../../project-work.ts'
import { announce } from '../../ui/announcer.tsx'
import { showWizard } from '../../window-store.ts'
import { useWords } from '../../words/words.ts'
import { notify } from '../operations/operations-store.ts'
import { restoreOff, type SavepointActions } from './savepoint-actions.ts'
import type { Asking } from './savepoint-dialogs.tsx'
import { replaceSavepoint, selectSavepoint } from './savepoints-store.ts'

/** What can be done with a savepoint; what needs a question goes to `onAsk`. */
export function useSavepointActions(project: Project, onAsk: (asking: Asking) => void): SavepointActions {
  const client = useClient()
  const words = useWords().savepoints
  const projectId = project.id
  const pin = async (id: string, pinned: boolean) => {
    try {
      replaceSavepoint(await client.savepoints.pin({ projectId, id, pinned }))
    } catch (thrown) {
      notify(problemOf(thrown), () => void pin(id, pinned))
    }
  }
  const reveal = async (id: string) => {
    try {
      await client.savepoints.reveal({ projectId, id })
    } catch (thrown) {
      notify(problemOf(thrown))
    }
  }
  return {
    restore: (savepoint) => {
      const off = restoreOff(savepoint)
      if (off === null) showWizard({ kind: 'savepoint', id: savepoint.id })
      else announce(words.restoreOff[off], true)
    },
    compare: ({ id }) => void selectSavepoint(client, projectId, id),
    verify: ({ id }) => void verifySavepoint(client, project, id),
    pin: ({ id, pinned }) => void pin(id, !pinned),
    reveal: ({ id }) => void reveal(id),
    label: (savepoint) => onAsk({ what: 'label', savepoint }),
    export: (savepoint) => onAsk({ what: 'export', savepoint }),
    remove: (savepoint) => onAsk({ what: 'remove', savepoint }),
  }
}
