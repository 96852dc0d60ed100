import { ArrowUndo20Regular, CheckmarkCircle20Filled, Warning20Filled } from '@fluentui/react-icons'
import type { AppliedRow, Comparison } from '../../../src-main/contract/savepoint.ts'
import { Mark } from '../../ui/mark.tsx'
import { Said } from '../../ui/said.tsx'
import { useFormat, useWords } from '../../words/words.ts'
import { changedTables, sumOf } from '../savepoints/comparison.ts'

const most = 6

/** Beside the table: the sum of it, the migrations, what is not part of it, and that it can be undone. */
export function ChangesSide({ changes }: { readonly changes: Comparison | null }) {
  const words = useWords().restore.changes
  return (
    <div className="col">
      {changes !== null && <GoAway changes={changes} />}
      {changes !== null && <Migrations changes={changes} />}
      <section className="card side-note">
        <h2>{words.notPart}</h2>
        <p className="dense t2">{words.notPartWhat}</p>
      </section>
      <section className="card side-note">
        <h2 className="row">
          <ArrowUndo20Regular /> {words.canUndo}
        </h2>
        <p className="dense t2">{words.canUndoWhat}</p>
      </section>
    </div>
  )
}

function GoAway({ changes }: { readonly changes: Comparison }) {
  const words = useWords().restore.changes
  const format = useFormat()
  const { removed } = sumOf(changes)
  if (removed === 0) {
    return (
      <section className="notice ok">
        <CheckmarkCircle20Filled />
        <div>
          <h2>{words.nothingGoes}</h2>
          <p className="dense t2">{words.nothingGoesWhat}</p>
        </div>
      </section>
    )
  }
  const tables = changedTables(changes)
    .toSorted((a, b) => b.removed - a.removed)
    .slice(0, 2)
    .map((table) => `\`${table.table}\` (${format.number(table.removed)})`)
  return (
    <section className="notice bad">
      <Warning20Filled />
      <div>
        <h2>{words.goAway(format.number(removed), removed === 1)}</h2>
        <p className="dense t2">
          <Said>{words.goAwayWhat(tables.join(', '))}</Said>
        </p>
      </div>
    </section>
  )
}

function Migrations({ changes }: { readonly changes: Comparison }) {
  const words = useWords().restore.changes
  const { onlyBefore, onlyAfter } = changes.migrations
  const line = (row: AppliedRow) => `${row.app}.${row.name}`
  const left = Math.max(0, onlyBefore.length - most) + Math.max(0, onlyAfter.length - most)
  return (
    <section className="card side-note">
      <h2>{words.migrations}</h2>
      <ul className="dense migration-lines">
        {onlyBefore.slice(0, most).map((row) => (
          <li key={line(row)}>
            <Mark kind="pending" />
            <span>
              <Said>{words.unapplied(line(row))}</Said>
            </span>
          </li>
        ))}
        {onlyAfter.slice(0, most).map((row) => (
          <li key={line(row)}>
            <Mark kind="applied" />
            <span>
              <Said>{words.applied(line(row))}</Said>
            </span>
          </li>
        ))}
        {left > 0 && <li className="t3">{words.more(left)}</li>}
        {onlyBefore.length + onlyAfter.length === 0 && (
          <li>
            <Mark kind="applied" /> {words.sameMigrations}
          </li>
        )}
      </ul>
    </section>
  )
}
