import { LockClosed16Regular } from '@fluentui/react-icons'
import type { DatabaseMigrations, MigrationState } from '../../../src-main/contract/picture.ts'
import { Mark } from '../../ui/mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { inConflict, markOf } from './mark-of.ts'
import { sayBack, sayState, sayWhat } from './say-migration.ts'

type Props = {
  readonly migration: MigrationState
  readonly found: DatabaseMigrations
  readonly selected: boolean
  readonly onSelect: () => void
}

export function MigrationRow({ migration, found, selected, onSelect }: Props) {
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const back = sayBack(migration)
  const tone = inConflict(migration, found)
    ? 'bad'
    : migration.ghost
      ? 'warn'
      : migration.applied
        ? ''
        : 'acc'
  return (
    <tr
      id={`${migration.app}.${migration.name}`}
      aria-level={2}
      aria-selected={selected}
      className={selected ? 'selected' : undefined}
      onClick={onSelect}
    >
      <td>
        <span className="row tight">
          <Mark {...markOf(migration, found)} />
          <code className="trunc" title={migration.name}>
            {migration.name}
          </code>
        </span>
      </td>
      <td className={`nowrap ${tone}`}>{sayState(migration, found, words)}</td>
      <td className="nowrap t2 wide-only">
        {migration.appliedAt === null ? (
          '–'
        ) : (
          <span title={format.full(migration.appliedAt)}>{format.when(migration.appliedAt, now)}</span>
        )}
      </td>
      <td className="what" title={migration.operations.map((one) => one.says).join('\n')}>
        {sayWhat(migration, words)}
      </td>
      <td className={`nowrap wide-only ${back === 'deletes' ? 'bad' : 't2'}`}>
        <span className="row tight">
          {(back === 'notPossible' || back === 'oneWay') && <LockClosed16Regular />}
          {words.migrations.back[back]}
        </span>
      </td>
    </tr>
  )
}
