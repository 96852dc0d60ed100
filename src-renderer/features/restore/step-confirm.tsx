import { Button } from '@fluentui/react-components'
import { ArrowSyncCircle20Regular, CheckmarkCircle20Filled } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { canReplace, type Replacement } from '../../../src-main/contract/restore-wizard.ts'
import { FileLine } from '../../ui/file-line.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'
import { sumOf } from '../savepoints/comparison.ts'
import { useSavepoints } from '../savepoints/savepoints-store.ts'
import type { StepIn } from './step-props.ts'
import { WizardPage } from './wizard-page.tsx'

/** Step 4: the three files by name, what is in the way, and the button that does it. */
export function StepConfirm({ wizard, state, file, leave }: StepIn<'confirming'>) {
  const words = useWords().restore
  const { replacement } = state
  const ready = canReplace(replacement)
  const undo = replacement.kind === 'undo'
  const blockers = undo ? [] : replacement.plan.blockers
  const [looking, setLooking] = useState(false)
  const look = async () => {
    setLooking(true)
    await wizard.lookAgain()
    setLooking(false)
  }
  return (
    <WizardPage
      narrow
      title={undo ? words.confirm.undoTitle : words.confirm.title(file)}
      what={useWhat(replacement)}
      arrival="confirm"
      footer={
        <>
          <Button appearance="subtle" onClick={leave}>
            {words.cancel}
          </Button>
          <span className="grow" />
          {!ready && <span className="cap t3">{words.confirm.fixFirst}</span>}
          <Button onClick={undo ? leave : () => wizard.send({ kind: 'back' })}>{words.back}</Button>
          <Button className="danger" disabled={!ready} onClick={() => wizard.send({ kind: 'confirm' })}>
            {words.confirm.replace(file)}
          </Button>
        </>
      }
    >
      <section className="card">
        {undo ? <UndoFiles replacement={replacement} file={file} /> : <Files replacement={replacement} />}
      </section>
      {blockers.map((problem) => (
        <ProblemCard
          key={problem.code}
          problem={problem}
          tone="warn"
          handlers={{ retry: () => void look(), 'rehearse-again': () => wizard.send({ kind: 'look-again' }) }}
        />
      ))}
      {blockers.length > 0 && !blockers.some(canRetry) && (
        <Button className="look-again" disabled={looking} onClick={() => void look()}>
          {looking ? words.confirm.looking : words.confirm.lookAgain}
        </Button>
      )}
      {!undo && blockers.length === 0 && <Ready replacement={replacement} />}
    </WizardPage>
  )
}

/** Its card has the button for looking again already. */
function canRetry(problem: Problem): boolean {
  return problem.fixes.some((fix) => fix.kind === 'retry')
}

type RestoreReplacement = Extract<Replacement, { kind: 'restore' }>
type UndoReplacement = Extract<Replacement, { kind: 'undo' }>

function useWhat(replacement: Replacement): string {
  const words = useWords().restore.confirm
  const format = useFormat()
  const now = useNow()
  if (replacement.kind === 'undo') return words.undoWhat(format.moment(replacement.undoable.restoredAt, now))
  const { checks, outcome } = replacement.rehearsal.report
  const took = format.duration(checks.reduce((sum, line) => sum + (line.tookMs ?? 0), 0))
  return outcome === 'passed' ? words.what(checks.length, took) : words.whatWarned(took)
}

function Files({ replacement }: { readonly replacement: RestoreReplacement }) {
  const words = useWords()
  const format = useFormat()
  const { plan } = replacement
  const folder = useSavepoints((store) => store.folder)
  const said = words.restore.confirm
  const removed = plan.changes === null ? null : sumOf(plan.changes).removed
  const gone =
    removed === null || removed === 0
      ? ''
      : `. ${words.restore.changes.goAway(format.number(removed), removed === 1)}`
  return (
    <>
      <FileLine
        icon={<ArrowSyncCircle20Regular className="bad" />}
        what={said.replaced}
        path={plan.target.path}
        facts={format.bytes(plan.target.bytes)}
      />
      <FileLine
        icon={<SavepointGlyph kind={plan.savepoint.kind} />}
        what={said.withThis}
        path={inFolder(folder, plan.savepoint.file)}
        facts={`${format.bytes(plan.savepoint.bytes)}, ${words.savepoints.verification[plan.savepoint.verification].toLowerCase()}${gone}`}
      />
      <FileLine
        icon={<SavepointGlyph kind="before-restore" />}
        what={said.keptFirst}
        path={inFolder(folder, plan.safetyName)}
        facts={said.keptHow}
      />
    </>
  )
}

type UndoFilesProps = { readonly replacement: UndoReplacement; readonly file: string }

function UndoFiles({ replacement, file }: UndoFilesProps) {
  const words = useWords().restore.confirm
  const { list, folder } = useSavepoints()
  const path = useInspection(({ databases }) => mainDatabase(databases)?.path) ?? file
  const { safety } = replacement.undoable
  const savepoint = list?.find((one) => one.id === safety)
  return (
    <>
      <FileLine
        icon={<ArrowSyncCircle20Regular className="bad" />}
        what={words.replaced}
        path={path}
        facts={words.undoneRestore}
      />
      <FileLine
        icon={<SavepointGlyph kind="before-restore" />}
        what={words.withThis}
        path={inFolder(folder, savepoint?.file ?? safety)}
        facts={words.keptHow}
      />
    </>
  )
}

function Ready({ replacement }: { readonly replacement: RestoreReplacement }) {
  const words = useWords().restore.confirm
  const format = useFormat()
  return (
    <section className="card ready">
      <p className="row">
        <CheckmarkCircle20Filled className="ok" /> {words.room(format.bytes(replacement.plan.bytesNeeded))}
      </p>
      <p className="row">
        <CheckmarkCircle20Filled className="ok" /> {words.unchanged}
      </p>
    </section>
  )
}

function inFolder(folder: string, file: string): string {
  if (folder === '') return file
  return `${folder}${folder.includes('\\') ? '\\' : '/'}${file}`
}
