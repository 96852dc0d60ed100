/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a status here is a section with a heading; output holds only a phrase */
import { Button } from '@fluentui/react-components'
import { Warning20Filled } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { MigrationState } from '../../../src-main/contract/picture.ts'
import { plain, Said } from '../../ui/said.tsx'
import { useNow } from '../../ui/use-now.ts'
import { showWizard } from '../../window-store.ts'
import { lastPart } from '../../words/format.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'
import { useSavepoints } from '../savepoints/savepoints-store.ts'
import { useProjectFacts } from './project-facts-store.ts'
import { Recovered } from './recovered.tsx'

/** What has to be sorted out, the worst first; each with its ways out. */
export function Warnings() {
  const words = useWords().overview
  const recoveries = useProjectFacts((facts) => facts.recoveries)
  const { picture, databases } = useInspection()
  const database = mainDatabase(databases)
  const alias = database?.alias ?? 'default'
  const found = picture?.migrations[alias]
  const ghosts = found?.migrations.filter((migration) => migration.ghost) ?? []
  const unreadable = picture?.unreadable[alias]
  const errors =
    picture?.checks.filter((check) => check.level === 'error' || check.level === 'critical') ?? []
  return (
    <>
      {recoveries.length > 0 && <Recovered recoveries={recoveries} />}
      {unreadable !== undefined && (
        <Warning bad title={words.unreadableTitle(alias)}>
          <p className="dense t2">{unreadable.message}</p>
        </Warning>
      )}
      {ghosts.length > 0 && <Ghosts ghosts={ghosts} file={lastPart(database?.path ?? '')} />}
      {found?.conflicts.map((conflict) => (
        <Warning key={conflict.app} bad title={words.conflictTitle(conflict.app)}>
          <p className="dense t2">
            <Said>{words.conflictWhat(conflict.names.join(', '))}</Said>
          </p>
        </Warning>
      ))}
      {errors.length > 0 && (
        <Warning title={words.checksTitle(errors.length)}>
          <ul className="dense t2">
            {errors.map((check) => (
              <li key={`${check.id}${check.message}`}>
                <code>{check.id}</code> {check.message}
              </li>
            ))}
          </ul>
        </Warning>
      )}
      {picture?.unmade != null && picture.unmade.length > 0 && (
        <Warning title={words.unmadeTitle(picture.unmade.map(({ app }) => `\`${app}\``).join(', '))}>
          <p className="dense t2">
            {words.unmadeWhat(picture.unmade.flatMap(({ says }) => says).join('; '))}
          </p>
        </Warning>
      )}
    </>
  )
}

type WarningProps = { readonly title: string; readonly bad?: boolean; readonly children: ReactNode }

function Warning({ title, bad = false, children }: WarningProps) {
  const words = useWords().overview
  return (
    <section
      className={`whole notice ${bad ? 'bad' : 'warn'}`}
      role="status"
      aria-label={`${words.warning}: ${plain(title)}`}
    >
      <Warning20Filled />
      <div className="grow">
        <h2>
          <Said>{title}</Said>
        </h2>
        {children}
      </div>
    </section>
  )
}

type GhostsProps = { readonly ghosts: readonly MigrationState[]; readonly file: string }

function Ghosts({ ghosts, file }: GhostsProps) {
  const words = useWords().overview
  const format = useFormat()
  const now = useNow()
  const branch = useProjectFacts((facts) => facts.git?.branch ?? null)
  const list = useSavepoints((store) => store.list)
  const earliest = ghosts.reduce(
    (least, ghost) => Math.min(least, Date.parse(ghost.appliedAt ?? '') || least),
    Infinity,
  )
  const before = list?.find((savepoint) => Date.parse(savepoint.takenAt) < earliest && savepoint.verified)
  const names = ghosts.map((ghost) => `\`${ghost.app}.${ghost.name}\``).join(', ')
  return (
    <Warning title={words.ghostTitle}>
      <p className="dense t2">
        <Said>{words.ghostWhat(names, ghosts.length, branch)}</Said>
      </p>
      <div className="ways">
        <div className="way">
          <div className="row">
            <h3 className="grow">{words.ghostBranch}</h3>
            <span className="chip ok">{words.unchanged}</span>
          </div>
          <p className="cap t2">{words.ghostBranchWhat}</p>
        </div>
        {before !== undefined && (
          <div className="way">
            <div className="row">
              <h3 className="grow">{words.ghostBack(format.point(before.takenAt, now))}</h3>
              <span className="chip warn">{words.replaces(file)}</span>
            </div>
            <p className="cap t2">
              <Said>{words.ghostBackWhat(names)}</Said>
            </p>
            <Button size="small" onClick={() => showWizard({ kind: 'savepoint', id: before.id })}>
              {words.restoreThis}
            </Button>
          </div>
        )}
      </div>
    </Warning>
  )
}
