/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of which only what is near the view is drawn: heights of the rest stand between its rows, which a table can’t have */
import { useRestoreFocusTarget } from '@fluentui/react-components'
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import type { Project } from '../../../src-main/contract/project.ts'
import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import { useClient } from '../../client.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useWindowOf } from '../../ui/use-window-of.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { listItems, otherDay } from './list-items.ts'
import type { Asking } from './savepoint-dialogs.tsx'
import { keyAction } from './savepoint-actions.ts'
import { useSavepointActions } from './use-savepoint-actions.ts'
import { SavepointRow } from './savepoint-row.tsx'
import { selectSavepoint, useSavepoints } from './savepoints-store.ts'

type Props = {
  readonly project: Project
  /** Newest first; null while not known. */
  readonly savepoints: readonly Savepoint[] | null
  readonly search: string
  readonly onAsk: (asking: Asking) => void
}

/** A grid by day, newest first. It has the focus itself: arrow keys move its active row, one key per action; → goes to the row’s menu. */
export function SavepointList({ project, savepoints, search, onAsk }: Props) {
  const client = useClient()
  const words = useWords().savepoints
  const format = useFormat()
  const now = useNow()
  const actions = useSavepointActions(project, onAsk)
  const focusAgain = useRestoreFocusTarget()
  const selected = useSavepoints((store) => store.selected)
  const scroller = useRef<HTMLDivElement>(null)
  const list = useMemo(() => savepoints ?? [], [savepoints])
  const items = useMemo(() => listItems(list, format, now), [list, format, now])
  const slice = useWindowOf(items, scroller)
  const choose = (id: string) => void selectSavepoint(client, project.id, id)
  useFirstSelected(list, selected, choose)
  useEffect(() => {
    let top = 0
    for (const item of items) {
      if (item.key === selected) break
      top += item.height
    }
    keepInView(scroller.current, top)
  }, [items, selected])

  const onKey = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const at = list.findIndex((one) => one.id === selected)
    const goal = goalOf(event.key, at, list, format.dayKey)
    const target = goal === null ? undefined : list[goal]
    if (target !== undefined) {
      event.preventDefault()
      choose(target.id)
      return
    }
    const savepoint = list[at]
    if (savepoint !== undefined && opensMenu(event)) {
      event.preventDefault()
      focusMenu(scroller.current, savepoint.id)
      return
    }
    const action = keyAction(event)
    if (savepoint === undefined || action === null) return
    event.preventDefault()
    actions[action](savepoint)
  }

  if (savepoints === null) return <Waiting />
  if (list.length === 0) {
    return <p className="t2 no-savepoints">{search === '' ? words.noneOfKind : words.noneMatch}</p>
  }
  return (
    <div ref={scroller} className="savepoint-scroller">
      <div
        className="savepoint-list"
        {...focusAgain}
        role="grid"
        tabIndex={0}
        aria-label={words.list}
        aria-activedescendant={selected === null ? undefined : `savepoint-${selected}`}
        onKeyDown={onKey}
      >
        <div role="presentation" style={{ height: slice.before }} />
        {slice.items.map((item) =>
          item.kind === 'day' ? (
            // Every row says its date itself.
            <div key={item.key} className="day" role="presentation" style={{ height: item.height }}>
              <b aria-hidden>{item.title}</b>{' '}
              <span className="cap t3" aria-hidden>
                {item.date}
              </span>
            </div>
          ) : (
            <SavepointRow
              key={item.key}
              savepoint={item.savepoint}
              selected={item.key === selected}
              height={item.height}
              actions={actions}
              onChoose={() => choose(item.key)}
            />
          ),
        )}
        <div role="presentation" style={{ height: slice.after }} />
      </div>
    </div>
  )
}

function opensMenu({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ArrowRight' || key === 'ContextMenu' || (shiftKey && key === 'F10')
}

function focusMenu(grid: HTMLElement | null, id: string): void {
  grid?.querySelector<HTMLElement>(`#${CSS.escape(`savepoint-${id}`)} button`)?.focus()
}

function goalOf(
  key: string,
  at: number,
  list: readonly Savepoint[],
  dayKey: (iso: string) => string,
): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(list.length - 1, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'PageDown':
      return otherDay(list, at, 1, dayKey)
    case 'PageUp':
      return otherDay(list, at, -1, dayKey)
    case 'Home':
      return 0
    case 'End':
      return list.length - 1
    default:
      return null
  }
}

/** Once per visit: choosing anything else, or nothing, is the person's own business. */
function useFirstSelected(list: readonly Savepoint[], selected: string | null, choose: (id: string) => void) {
  const done = useRef(false)
  const first = list[0]?.id
  useEffect(() => {
    if (done.current || first === undefined) return
    done.current = true
    if (selected === null) choose(first)
  }, [choose, first, selected])
}

function keepInView(scroller: HTMLElement | null, top: number): void {
  if (scroller === null) return
  const margin = 60
  if (top < scroller.scrollTop + margin) scroller.scrollTop = Math.max(0, top - margin)
  else if (top > scroller.scrollTop + scroller.clientHeight - 2 * margin) {
    scroller.scrollTop = top - scroller.clientHeight + 2 * margin
  }
}

function Waiting() {
  return (
    <div className="savepoint-scroller">
      <div className="savepoint-list">
        {[1, 2, 3, 4].map((row) => (
          <div key={row} className="savepoint-row" style={{ height: 46 }}>
            <Skeleton width={20} />
            <Skeleton width={40} />
            <Skeleton width="50%" />
          </div>
        ))}
      </div>
    </div>
  )
}
