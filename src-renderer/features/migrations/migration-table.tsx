/* oxlint-disable jsx-a11y/no-noninteractive-element-to-interactive-role -- a tree grid is a table with rows that fold */
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { DatabaseMigrations, MigrationState } from '../../../src-main/contract/picture.ts'
import { Said } from '../../ui/said.tsx'
import { useWords } from '../../words/words.ts'
import { appLanes, type AppLane } from './lanes.ts'
import { MigrationRow } from './migration-row.tsx'

type Props = {
  readonly found: DatabaseMigrations
  readonly fits: (migration: MigrationState) => boolean
  readonly selected: string | null
  readonly onSelect: (key: string | null) => void
}

export function keyOf(migration: { readonly app: string; readonly name: string }): string {
  return `${migration.app}.${migration.name}`
}

/** One group per app, those with something to say first; ↑↓ Home End move, Enter opens the details, ←→ fold. */
export function MigrationTable({ found, fits, selected, onSelect }: Props) {
  const words = useWords().migrations
  const table = useRef<HTMLTableElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const lanes = appLanes(found)
    .map((lane) => ({ lane, shown: lane.migrations.filter(fits) }))
    .filter(({ shown }) => shown.length > 0)
  const open = lanes.flatMap(({ lane, shown }) => (folded.has(lane.app) ? [] : shown))
  const fold = (app: string, away: boolean) =>
    setFolded((before) => new Set([...before].filter((one) => one !== app).concat(away ? [app] : [])))

  const onKey = (event: KeyboardEvent) => {
    const at = open.findIndex((migration) => keyOf(migration) === selected)
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: open.length - 1 }[event.key]
    const target = goal === undefined ? undefined : open[Math.max(0, Math.min(open.length - 1, goal))]
    if (event.key === 'Escape') onSelect(null)
    if (target === undefined) return
    event.preventDefault()
    onSelect(keyOf(target))
    table.current?.querySelector(`#${CSS.escape(keyOf(target))}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div className="migration-scroller">
      {!found.recorded && (
        <p className="t2 none">
          <Said>{words.noTable}</Said>
        </p>
      )}
      {lanes.length === 0 && <p className="t2 none">{words.noneMatch}</p>}
      {lanes.length > 0 && (
        <table
          ref={table}
          role="treegrid"
          className="migration-table"
          tabIndex={0}
          aria-label={words.title}
          aria-activedescendant={selected ?? undefined}
          onKeyDown={onKey}
        >
          <thead>
            <tr>
              <th>{words.columns.migration}</th>
              <th>{words.columns.state}</th>
              <th className="wide-only">{words.columns.applied}</th>
              <th>{words.columns.what}</th>
              <th className="wide-only">{words.columns.back}</th>
            </tr>
          </thead>
          {lanes.map(({ lane, shown }) => (
            <tbody key={lane.app}>
              <Group lane={lane} folded={folded.has(lane.app)} onFold={(away) => fold(lane.app, away)} />
              {!folded.has(lane.app) &&
                shown.map((migration) => (
                  <MigrationRow
                    key={keyOf(migration)}
                    migration={migration}
                    found={found}
                    selected={keyOf(migration) === selected}
                    onSelect={() => onSelect(keyOf(migration))}
                  />
                ))}
            </tbody>
          ))}
        </table>
      )}
    </div>
  )
}

type GroupProps = {
  readonly lane: AppLane
  readonly folded: boolean
  readonly onFold: (away: boolean) => void
}

function Group({ lane, folded, onFold }: GroupProps) {
  const words = useWords().migrations
  return (
    <tr className="group" aria-level={1} aria-expanded={!folded}>
      <td colSpan={5}>
        <div className="row">
          <button type="button" className="fold" aria-expanded={!folded} onClick={() => onFold(!folded)}>
            {folded ? <ChevronRight16Regular /> : <ChevronDown16Regular />}
            <code>{lane.app}</code>
          </button>
          <span className="t2 grow">{words.appCounts(lane.applied, lane.pending)}</span>
          {lane.ghosts > 0 && <span className="chip warn">{words.missing(lane.ghosts)}</span>}
          {lane.conflict !== null && <span className="chip bad">{words.latest(lane.conflict.length)}</span>}
        </div>
      </td>
    </tr>
  )
}
