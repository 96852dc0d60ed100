/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a status here is a section with a heading; output holds only a phrase */
import { Button } from '@fluentui/react-components'
import { ArrowUndo20Regular, Warning20Filled } from '@fluentui/react-icons'
import type { Recovery } from '../../../src-main/contract/restore.ts'
import { Said } from '../../ui/said.tsx'
import { useNow } from '../../ui/use-now.ts'
import { showScreen, showWizard } from '../../window-store.ts'
import { lastPart } from '../../words/format.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { dismissRecoveries } from './project-facts-store.ts'

/** What a crash left, said once: which content the database has, where the way back is, and what was removed. */
export function Recovered({ recoveries }: { readonly recoveries: readonly Recovery[] }) {
  const words = useWords().overview
  const say = useSayRecovery()
  const damaged = recoveries.find((recovery) => recovery.database === 'neither')
  return (
    <section className={`whole notice ${damaged === undefined ? 'ok' : 'bad'}`} role="status">
      {damaged === undefined ? <ArrowUndo20Regular /> : <Warning20Filled />}
      <div className="grow">
        <h2>{damaged === undefined ? words.recoveredTitle : words.recoveredDamaged}</h2>
        {recoveries.map((recovery) => (
          <p className="dense t2" key={recovery.startedAt}>
            <Said>{say(recovery)}</Said>
          </p>
        ))}
      </div>
      {damaged?.safety != null && <RestoreSafety id={damaged.safety} />}
      <Button size="small" appearance="subtle" onClick={() => showScreen('savepoints')}>
        {words.seeSavepoints}
      </Button>
      <Button size="small" onClick={dismissRecoveries}>
        {words.dismiss}
      </Button>
    </section>
  )
}

const mostNames = 4

function useSayRecovery(): (recovery: Recovery) => string {
  const words = useWords().overview
  const format = useFormat()
  const now = useNow()
  return ({ operation, startedAt, database, target, safety, removed }) => {
    const file = target === null ? words.theDatabase : `\`${lastPart(target)}\``
    const names = removed.slice(0, mostNames).map((path) => `\`${lastPart(path)}\``)
    return [
      words.recoveredAt(words.recoveredWork[operation], format.when(startedAt, now)),
      words.recovered[database](file, safety),
      removed.length === 0 ? '' : words.recoveredRemoved(names.join(', '), removed.length - names.length),
    ].join(' ')
  }
}

function RestoreSafety({ id }: { readonly id: string }) {
  const words = useWords().overview
  return (
    <Button size="small" onClick={() => showWizard({ kind: 'savepoint', id })}>
      {words.restoreSafety}
    </Button>
  )
}
