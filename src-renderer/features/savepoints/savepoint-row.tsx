/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a row of the grid, which has the focus and the keys; a tr can’t be placed by height */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { MoreHorizontal20Regular, Pin16Filled } from '@fluentui/react-icons'
import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import { Branch } from '../../ui/branch.tsx'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { SavepointShield } from '../../ui/savepoint-shield.tsx'
import { useFormat, useWords } from '../../words/words.ts'
import { isThere, restoreOff, type SavepointAction, type SavepointActions } from './savepoint-actions.ts'
import { titleOfSavepoint } from './title.ts'

type Props = {
  readonly savepoint: Savepoint
  readonly selected: boolean
  readonly height: number
  readonly actions: SavepointActions
  readonly onChoose: () => void
}

/** One savepoint in the list. */
export function SavepointRow({ savepoint, selected, height, actions, onChoose }: Props) {
  const words = useWords()
  const format = useFormat()
  const title = titleOfSavepoint(savepoint, words)
  return (
    <div
      id={`savepoint-${savepoint.id}`}
      role="row"
      aria-selected={selected}
      className={`savepoint-row ${selected ? 'selected' : ''} ${isThere(savepoint) ? '' : 'gone'}`}
      style={{ height }}
      onClick={onChoose}
      onDoubleClick={() => actions.restore(savepoint)}
    >
      <span className="glyph" role="presentation">
        <SavepointGlyph kind={savepoint.kind} />
      </span>
      <span className="num-left" role="gridcell" title={format.full(savepoint.takenAt)}>
        {format.time(savepoint.takenAt)}
        <span className="hidden-words">, {format.date(savepoint.takenAt)}</span>
      </span>
      <div className="grow" role="gridcell">
        <div className="row tight">
          <span className={`trunc ${savepoint.label === null ? '' : 'labelled'}`}>{title}</span>
          {savepoint.pinned && <Pinned />}
        </div>
        <div className="cap t3 trunc">
          {savepoint.label === null ? savepoint.file : words.savepoints.kind[savepoint.kind]}
        </div>
      </div>
      <span className="branch-column" role="gridcell">
        {savepoint.branch !== null && <Branch name={savepoint.branch} />}
      </span>
      <span className="num" role="gridcell">
        {format.bytes(savepoint.bytes)}
      </span>
      <span role="gridcell">
        <SavepointShield verification={savepoint.verification} />
      </span>
      <span role="gridcell">
        <RowMenu savepoint={savepoint} title={title} actions={actions} />
      </span>
    </div>
  )
}

function Pinned() {
  const words = useWords().savepoints
  return (
    <>
      <Pin16Filled className="acc" />
      <span className="hidden-words">{words.pinned}</span>
    </>
  )
}

type MenuProps = { readonly savepoint: Savepoint; readonly title: string; readonly actions: SavepointActions }

export function RowMenu({ savepoint, title, actions }: MenuProps) {
  const words = useWords().savepoints
  const labels: readonly (readonly [SavepointAction, string, string])[] = [
    ['restore', words.restore, 'Enter'],
    ['verify', words.verify, 'V'],
    ['pin', savepoint.pinned ? words.unpin : words.pin, 'P'],
    ['label', words.label, 'F2'],
    ['export', words.exportIt, 'Ctrl+E'],
    ['reveal', words.reveal, 'Ctrl+Shift+E'],
    ['remove', words.remove, 'Del'],
  ]
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          tabIndex={-1}
          icon={<MoreHorizontal20Regular />}
          aria-label={words.more(title)}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft' || event.key === 'Escape') backToGrid(event.currentTarget)
          }}
        />
      </MenuTrigger>
      <MenuPopover onClick={(event) => event.stopPropagation()}>
        <MenuList>
          {labels.map(([action, label, key]) => (
            <MenuItem
              key={action}
              secondaryContent={key}
              disabled={isOff(action, savepoint)}
              onClick={() => actions[action](savepoint)}
            >
              {label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function isOff(action: SavepointAction, savepoint: Savepoint): boolean {
  if (action === 'restore') return restoreOff(savepoint) !== null
  return (action === 'verify' || action === 'export') && !isThere(savepoint)
}

/** ← and Esc on the menu's button give the keys back to the list. */
function backToGrid(button: HTMLElement): void {
  button.closest<HTMLElement>('[role="grid"]')?.focus()
}
