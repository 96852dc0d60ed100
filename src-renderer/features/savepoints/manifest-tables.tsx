import type { Manifest } from '../../../src-main/contract/savepoint.ts'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'

/** Its tables with their rows, most first. */
export function ManifestTables({ manifest }: { readonly manifest: Manifest }) {
  const words = useWords().savepoints
  const format = useFormat()
  return (
    <table className="compact">
      <thead>
        <tr>
          <th>{words.columns.table}</th>
          <th className="num">{words.columns.rows}</th>
        </tr>
      </thead>
      <tbody>
        {manifest.tables
          .toSorted((a, b) => b.rows - a.rows)
          .map((table) => (
            <tr key={table.table}>
              <td className="name">
                <code>{table.table}</code>
              </td>
              <td className="num">{format.number(table.rows)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

/** The migrations that are applied in it, newest first. */
export function ManifestMigrations({ manifest }: { readonly manifest: Manifest }) {
  const format = useFormat()
  const now = useNow()
  return (
    <table className="compact">
      <tbody>
        {manifest.migrations.toReversed().map((row) => (
          <tr key={`${row.app}.${row.name}`}>
            <td className="name">
              <code>
                {row.app}.{row.name}
              </code>
            </td>
            <td className="num t2">{format.when(row.appliedAt, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
