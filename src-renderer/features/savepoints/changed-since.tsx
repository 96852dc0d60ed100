/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a status here is a section with a heading; output holds only a phrase */
import { ProblemCard } from '../../ui/problem-card.tsx'
import { RowDelta } from '../../ui/row-delta.tsx'
import { Said } from '../../ui/said.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'
import type { Comparison } from '../../../src-main/contract/savepoint.ts'
import { changedTables, sumOf } from './comparison.ts'
import { useSavepoints } from './savepoints-store.ts'

/** The chosen savepoint compared with the database as it is now. */
export function ChangedSince({ onRetry }: { readonly onRetry: () => void }) {
  const words = useWords().savepoints
  const comparison = useSavepoints((store) => store.comparison)
  if (comparison === null) return null
  if (comparison.at === 'failed') {
    return <ProblemCard problem={comparison.problem} handlers={{ retry: onRetry }} tone="warn" />
  }
  if (comparison.at === 'loading') {
    return (
      <p className="row dense t2" role="status">
        <span className="spinner small" aria-hidden /> {words.counting}
      </p>
    )
  }
  return <Counted comparison={comparison.value} />
}

function Counted({ comparison }: { readonly comparison: Comparison }) {
  const words = useWords().savepoints
  const format = useFormat()
  const now = useNow()
  const changed = changedTables(comparison)
  const sums = sumOf(comparison)
  const between = [...comparison.migrations.onlyAfter, ...comparison.migrations.onlyBefore]
  const countedAt = <p className="cap t3">{words.countedNow(format.when(comparison.countedAt, now))}</p>
  if (comparison.same || (changed.length === 0 && between.length === 0)) {
    return (
      <>
        <p className="dense">{words.same}</p>
        {countedAt}
      </>
    )
  }
  return (
    <>
      <div className="row wraps">
        {sums.tablesAdded > 0 && <span className="chip chg">{words.tablesAdded(sums.tablesAdded)}</span>}
        {sums.tablesRemoved > 0 && (
          <span className="chip bad">{words.tablesRemoved(sums.tablesRemoved)}</span>
        )}
        {sums.added > 0 && <span className="chip ok">{words.rowsAdded(format.signed(sums.added))}</span>}
        {sums.removed > 0 && <span className="chip bad">{format.signed(-sums.removed)}</span>}
        {sums.changed > 0 && <span className="chip">{words.changedRows(format.number(sums.changed))}</span>}
      </div>
      <table className="compact">
        <thead>
          <tr>
            <th>{words.columns.table}</th>
            <th className="num">{words.columns.now}</th>
            <th className="num">{words.columns.added}</th>
            <th className="num">{words.columns.removed}</th>
            <th className="num">{words.columns.changed}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((table) => (
            <tr key={table.table}>
              <td className="name">
                <code title={table.table}>{table.table}</code>{' '}
                {table.before === null && <span className="cap chg">{words.isNew}</span>}
                {table.after === null && <span className="cap bad">{words.isGone}</span>}
              </td>
              <td className="num t2">{table.after === null ? '–' : format.number(table.after)}</td>
              <td className="num">
                <RowDelta kind="added" count={table.added} />
              </td>
              <td className="num">
                <RowDelta kind="removed" count={table.removed} />
              </td>
              <td className="num">
                <RowDelta kind="changed" count={table.changed} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap t3">
        {words.sameTables(comparison.tables.length - changed.length)}{' '}
        {between.length > 0 && (
          <Said>{words.between(between.map(({ app, name }) => `\`${app}.${name}\``).join(', '))}</Said>
        )}
      </p>
      {countedAt}
    </>
  )
}
