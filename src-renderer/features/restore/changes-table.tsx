import type { Comparison, TableDelta } from '../../../src-main/contract/savepoint.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { changedTables } from '../savepoints/comparison.ts'

/** Tables whose rows change, most first: how many go (left, red) and come back (right, green), and in words. */
export function ChangesTable({ changes }: { readonly changes: Comparison }) {
  const words = useWords().restore.changes
  const format = useFormat()
  const tables = changedTables(changes)
  const most = Math.max(1, ...tables.map((table) => Math.max(table.added, table.removed)))
  if (tables.length === 0) {
    return (
      <section className="card changes same">
        <h2>{words.same}</h2>
        <p className="dense t2">{words.sameWhat}</p>
      </section>
    )
  }
  return (
    <section className="card changes">
      <header className="row">
        <h2 className="grow">{words.tablesTitle(tables.length)}</h2>
        <span className="cap t3 legend">
          <i className="go" /> {words.legendGo} <i className="back" /> {words.legendBack}
        </span>
      </header>
      <div className="changes-scroll">
        <table>
          <thead>
            <tr>
              <th>{words.columns.table}</th>
              <th className="num">{words.columns.now}</th>
              <th className="num">{words.columns.after}</th>
              <th className="num bar-column">{words.columns.bar}</th>
              <th>{words.columns.words}</th>
            </tr>
          </thead>
          <tbody>
            {tables.map((table) => (
              <tr key={table.table}>
                <td>
                  <code>{table.table}</code>
                </td>
                <td className="num">{table.before === null ? '–' : format.number(table.before)}</td>
                <td className="num">{table.after === null ? '–' : format.number(table.after)}</td>
                <td className="bar-column">
                  <Bar table={table} most={most} />
                </td>
                <td className={table.after === null ? 'bad' : undefined}>
                  <InWords table={table} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer className="cap t3">{words.sameTables(changes.tables.length - tables.length)}</footer>
    </section>
  )
}

function Bar({ table, most }: { readonly table: TableDelta; readonly most: number }) {
  const width = (rows: number) => (rows === 0 ? 0 : Math.max(2, Math.round((rows / most) * 62)))
  return (
    <span className="delta-bar" aria-hidden>
      <span className="left">
        <i style={{ width: width(table.removed) }} />
      </span>
      <span className="right">
        <i style={{ width: width(table.added) }} />
      </span>
    </span>
  )
}

function InWords({ table }: { readonly table: TableDelta }) {
  const words = useWords().restore.changes
  const format = useFormat()
  if (table.after === null) return words.wholeTableGoes
  if (table.before === null) return words.wholeTableBack
  const some = (count: number) => (count === 0 ? null : format.number(count))
  return words.row(some(table.removed), some(table.added), some(table.changed))
}
