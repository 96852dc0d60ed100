import { Button } from '@fluentui/react-components'
import type { Project } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { Said } from '../../ui/said.tsx'
import { SavepointShield } from '../../ui/savepoint-shield.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { showScreen, showWizard } from '../../window-store.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { lastPart } from '../../words/format.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'
import { useProjectFacts } from './project-facts-store.ts'
import { restoreOff } from '../savepoints/savepoint-actions.ts'
import { titleOfSavepoint } from '../savepoints/title.ts'
import { loadSavepoints, useSavepoints } from '../savepoints/savepoints-store.ts'

/** The newest way back. */
export function LastSavepointCard({ project }: { readonly project: Project }) {
  const client = useClient()
  const words = useWords()
  const { list, problem } = useSavepoints()
  const last = list?.[0]
  return (
    <section className="card overview-card savepoint-card">
      <header className="row">
        <h2 className="grow">{words.overview.last}</h2>
        {last !== undefined && <SavepointShield verification={last.verification} chip />}
      </header>
      {problem !== null ? (
        <ProblemCard problem={problem} handlers={{ retry: () => void loadSavepoints(client, project.id) }} />
      ) : list === null ? (
        <Skeleton width={130} height={32} />
      ) : last === undefined ? (
        <None />
      ) : (
        <Last />
      )}
    </section>
  )
}

function Last() {
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const list = useSavepoints((store) => store.list)
  const undoable = useProjectFacts((facts) => facts.undoable)
  const last = list?.[0]
  if (list === null || last === undefined) return null
  return (
    <>
      <div className="big" title={format.full(last.takenAt)}>
        {format.when(last.takenAt, now)}
      </div>
      <p className="dense t2">
        {format.moment(last.takenAt, now)}, {titleOfSavepoint(last, words)}
      </p>
      <p className="mono cap t3 trunc">{last.file}</p>
      <span className="grow" />
      <p className="dense t2">
        {format.bytes(last.bytes)}
        {last.rows !== null && `, ${format.number(last.rows)} ${words.overview.rows.toLowerCase()}`}
      </p>
      <div className="row fixes">
        <Button
          size="small"
          disabled={restoreOff(last) !== null}
          onClick={() => showWizard({ kind: 'savepoint', id: last.id })}
        >
          {words.overview.restore}
        </Button>
        <Button size="small" appearance="subtle" onClick={() => showScreen('savepoints')}>
          {words.overview.seeAll(list.length)}
        </Button>
        {undoable !== null && (
          <Button size="small" appearance="subtle" onClick={() => showWizard({ kind: 'undo', undoable })}>
            {words.overview.undoLast}
          </Button>
        )}
      </div>
    </>
  )
}

function None() {
  const words = useWords().overview
  const format = useFormat()
  const database = useInspection(({ databases }) => mainDatabase(databases))
  return (
    <>
      <div className="big">{words.firstOne}</div>
      {database?.bytes != null && (
        <p className="dense t2">
          <Said>
            {words.firstOneWhat(lastPart(database.path ?? database.name), format.bytes(database.bytes))}
          </Said>
        </p>
      )}
    </>
  )
}
