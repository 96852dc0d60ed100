import { Button } from '@fluentui/react-components'
import { BookmarkAdd20Regular } from '@fluentui/react-icons'
import type { Project } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { saveNow } from '../../project-work.ts'
import { Said } from '../../ui/said.tsx'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { lastPart } from '../../words/format.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'

/** Before the first one: what Save now will do, with its size. */
export function EmptySavepoints({ project }: { readonly project: Project }) {
  const client = useClient()
  const words = useWords()
  const format = useFormat()
  const database = useInspection(({ databases }) => mainDatabase(databases))
  const what =
    database?.bytes == null
      ? words.savepoints.emptyPlain
      : words.savepoints.emptyWhat(lastPart(database.path ?? database.name), format.bytes(database.bytes))
  return (
    <div className="empty">
      <SavepointGlyph kind="you" size={48} />
      <h2>{words.savepoints.emptyTitle}</h2>
      <p className="t2">
        <Said>{what}</Said>
      </p>
      <Button
        appearance="primary"
        icon={<BookmarkAdd20Regular />}
        onClick={() => void saveNow(client, project)}
      >
        {words.shell.saveNow}
      </Button>
    </div>
  )
}
