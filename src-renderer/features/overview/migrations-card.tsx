import { Button } from '@fluentui/react-components'
import type { DatabaseMigrations } from '../../../src-main/contract/picture.ts'
import { Mark } from '../../ui/mark.tsx'
import { Said } from '../../ui/said.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { showScreen } from '../../window-store.ts'
import { useWords } from '../../words/words.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'
import { appLanes, type AppLane } from '../migrations/lanes.ts'
import { markOf } from '../migrations/mark-of.ts'

const most = 4

/** One line per app that has something to say, the others folded into one. */
export function MigrationsCard() {
  const words = useWords().overview
  const { picture, databases } = useInspection()
  const found = picture?.migrations[mainDatabase(databases)?.alias ?? 'default']
  return (
    <section className="card overview-card migrations-card">
      <header className="row">
        <h2 className="grow">{words.migrations}</h2>
        {found !== undefined && <Counts found={found} />}
        <Button appearance="subtle" size="small" onClick={() => showScreen('migrations')}>
          {words.openMigrations}
        </Button>
      </header>
      {picture === null ? (
        <Waiting />
      ) : found === undefined || found.migrations.length === 0 ? (
        <p className="dense t2">
          <Said>{words.noMigrationsWhat}</Said>
        </p>
      ) : (
        <Lanes found={found} />
      )}
    </section>
  )
}

function Counts({ found }: { readonly found: DatabaseMigrations }) {
  const words = useWords().overview
  const applied = found.migrations.filter((migration) => migration.applied).length
  return <span className="cap t3">{words.counts(applied, found.migrations.length - applied)}</span>
}

function Lanes({ found }: { readonly found: DatabaseMigrations }) {
  const words = useWords().overview
  const lanes = appLanes(found)
  const loud = lanes.filter((lane) => lane.pending > 0 || lane.ghosts > 0 || lane.conflict !== null)
  const shown = [...loud, ...lanes.filter((lane) => !loud.includes(lane))].slice(0, most)
  const rest = lanes.filter((lane) => !shown.includes(lane))
  const restCount = rest.reduce((sum, lane) => sum + lane.migrations.length, 0)
  return (
    <ul className="lanes">
      {shown.map((lane) => (
        <li key={lane.app}>
          <code className="trunc">{lane.app}</code>
          <LaneMarks lane={lane} found={found} />
          <LaneWords lane={lane} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <span className="t2">{words.moreApps(rest.length)}</span>
          <span className="marks">
            <span className="past">
              <span className="run">{restCount}</span>
            </span>
            <span className="here" />
          </span>
          <span className="cap t3">{rest.every((lane) => lane.pending === 0) ? words.upToDate : ''}</span>
        </li>
      )}
    </ul>
  )
}

/** The quiet past as one pill with its count; what has something to say as marks. */
function LaneMarks({ lane, found }: { readonly lane: AppLane; readonly found: DatabaseMigrations }) {
  const past = lane.migrations.filter((migration) => migration.applied)
  const recent = past.slice(-3)
  const folded = past.length - recent.length
  const pending = lane.migrations.filter((migration) => !migration.applied).slice(0, 4)
  return (
    <span className="marks" aria-hidden>
      <span className="past">
        {folded > 0 && <span className="run">{folded}</span>}
        {recent.map((migration) => (
          <Mark key={migration.name} {...markOf(migration, found)} />
        ))}
      </span>
      <span className="here" />
      {pending.map((migration) => (
        <Mark key={migration.name} {...markOf(migration, found)} />
      ))}
    </span>
  )
}

function LaneWords({ lane }: { readonly lane: AppLane }) {
  const words = useWords().overview
  const parts = [
    lane.pending > 0 ? words.appPending(lane.pending) : null,
    lane.ghosts > 0 ? words.appMissing(lane.ghosts) : null,
    lane.conflict === null ? null : words.appConflict,
  ].filter((part) => part !== null)
  const tone = lane.conflict !== null ? 'bad' : lane.ghosts > 0 ? 'warn' : 't3'
  return <span className={`cap nowrap ${tone}`}>{parts.join(', ') || words.upToDate}</span>
}

function Waiting() {
  return (
    <ul className="lanes">
      {[1, 2, 3, 4].map((row) => (
        <li key={row}>
          <Skeleton width="70%" />
          <Skeleton width="60%" />
          <Skeleton width={60} />
        </li>
      ))}
    </ul>
  )
}
