/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a row of the grid, which has the focus and the keys; drawn as a card, which a tr can’t be */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import {
  BookmarkAdd20Regular,
  CheckmarkCircle16Filled,
  Clock16Filled,
  MoreHorizontal20Regular,
  Pin16Filled,
  PlugDisconnected16Regular,
  Warning16Filled,
} from '@fluentui/react-icons'
import type { LastSeen, RecentProject } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { Branch } from '../../ui/branch.tsx'
import { engineNames } from '../../ui/engines.ts'
import { Mark } from '../../ui/mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import { health, type Health } from '../../ui/verdict.ts'
import { shortPath } from '../../words/format.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { forgetProject, pinProject } from './picker-store.ts'

type Props = {
  readonly project: RecentProject
  readonly chosen: boolean
  readonly opening: boolean
  readonly onChoose: () => void
  readonly onOpen: () => void
}

/** One project of the list: who, where, and how it stood at the last visit. */
export function RecentRow({ project, chosen, opening, onChoose, onOpen }: Props) {
  const words = useWords().picker
  const format = useFormat()
  const now = useNow()
  const seen = project.lastSeen
  const state = health(seen, project.present, now)
  const tone = tones[state]
  return (
    <div
      id={`project-${project.id}`}
      role="row"
      aria-selected={chosen}
      className={`card recent-row ${chosen ? 'chosen' : ''} ${project.present ? '' : 'gone'}`}
      onMouseDown={onChoose}
      onClick={onOpen}
    >
      <div className="row who" role="gridcell">
        <span className="avatar" aria-hidden>
          {opening ? <span className="spinner small" /> : project.name.slice(0, 1).toUpperCase()}
        </span>
        <div className="grow">
          <div className="row name">
            <b className="trunc">{project.name}</b>
            {project.pinned && <Pin16Filled />}
            {project.pinned && <span className="hidden-words">{words.pinned}</span>}
          </div>
          <div className="mono cap t3 trunc" title={project.root}>
            {shortPath(project.root, 44)}
          </div>
        </div>
      </div>
      <div className="dense" role="gridcell">
        {seen?.engine == null ? words.unknown : (engineNames[seen.engine] ?? seen.engine)}
        <div className="cap t3">{seen?.bytes == null ? '' : format.bytes(seen.bytes)}</div>
      </div>
      <div className="wide-only dense row" role="gridcell">
        {seen?.branch == null ? <span className="t3">{words.noGit}</span> : <Branch name={seen.branch} />}
      </div>
      <div className="wide-only dense row tight" role="gridcell">
        <Pending seen={seen} />
      </div>
      <div className="wide-only dense" role="gridcell">
        {seen?.lastSavepointAt == null ? (
          words.noneYet
        ) : (
          <span title={format.full(seen.lastSavepointAt)}>{format.when(seen.lastSavepointAt, now)}</span>
        )}
      </div>
      <div className={`row health ${tone}`} role="gridcell">
        <HealthIcon state={state} />
        <span>
          <b className="dense">{words.health[state]}</b>
          <span className="cap t3">{secondLine(words.health, state, seen)}</span>
        </span>
      </div>
      <div role="gridcell">
        <RowMenu project={project} />
      </div>
    </div>
  )
}

function Pending({ seen }: { readonly seen: LastSeen | null }) {
  const words = useWords().picker
  if (seen?.pending == null) return words.unknown
  return (
    <>
      <Mark kind={seen.pending === 0 ? 'applied' : 'pending'} />
      {seen.pending === 0 ? words.none : words.pending(seen.pending)}
    </>
  )
}

function RowMenu({ project }: { readonly project: RecentProject }) {
  const client = useClient()
  const words = useWords().picker
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<MoreHorizontal20Regular />}
          aria-label={words.more(project.name)}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'Escape') return
            event.currentTarget.closest<HTMLElement>('[role="grid"]')?.focus()
          }}
        />
      </MenuTrigger>
      <MenuPopover onClick={(event) => event.stopPropagation()}>
        <MenuList>
          <MenuItem onClick={() => void pinProject(client, project)}>
            {project.pinned ? words.unpin : words.pin}
          </MenuItem>
          <MenuItem onClick={() => void forgetProject(client, project)}>{words.forget}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

const tones: Readonly<Record<Health, string>> = {
  missing: 't2',
  unseen: 't2',
  conflict: 'bad',
  ahead: 'warn',
  'no-savepoint': 't2',
  old: 'warn',
  migrate: 'ok',
  work: 'ok',
}

function HealthIcon({ state }: { readonly state: Health }) {
  switch (state) {
    case 'missing':
      return <PlugDisconnected16Regular />
    case 'ahead':
    case 'conflict':
      return <Warning16Filled />
    case 'old':
      return <Clock16Filled />
    case 'migrate':
    case 'work':
      return <CheckmarkCircle16Filled />
    case 'no-savepoint':
    case 'unseen':
      return <BookmarkAdd20Regular className="small-icon" />
  }
}

type HealthWords = ReturnType<typeof useWords>['picker']['health']

function secondLine(words: HealthWords, state: Health, seen: LastSeen | null): string {
  switch (state) {
    case 'missing':
      return words.missingWhat
    case 'unseen':
      return words.unseenWhat
    case 'ahead':
      return words.aheadWhat(seen?.ghosts ?? 0)
    case 'conflict':
      return words.conflictWhat(seen?.conflicts ?? 0)
    case 'no-savepoint':
      return words.noSavepointWhat
    case 'old':
      return words.oldWhat
    case 'migrate':
    case 'work':
      return ''
  }
}
