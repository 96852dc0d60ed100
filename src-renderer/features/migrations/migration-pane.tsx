import { Button } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons'
import type { DatabaseMigrations, MigrationState } from '../../../src-main/contract/picture.ts'
import { Mark } from '../../ui/mark.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { markOf } from './mark-of.ts'
import { keyOf } from './migration-table.tsx'

type Props = {
  readonly migration: MigrationState
  readonly found: DatabaseMigrations
  readonly onClose: () => void
  readonly onGo: (key: string) => void
}

/** One migration in words: its operations, what it needs, what needs it. */
export function MigrationPane({ migration, found, onClose, onGo }: Props) {
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const said = words.migrations
  const neededBy = found.migrations.filter((other) =>
    other.dependencies.some((key) => keyOf(key) === keyOf(migration)),
  )
  return (
    <aside className="pane" aria-label={keyOf(migration)}>
      <div className="pane-body">
        <div className="row">
          <h2 className="grow pane-title mono">{keyOf(migration)}</h2>
          <Button
            appearance="subtle"
            size="small"
            icon={<Dismiss16Regular />}
            aria-label={words.shell.close}
            onClick={onClose}
          />
        </div>
        <div className="row wraps">
          <span className="chip">
            <Mark {...markOf(migration, found)} size={14} />
            {migration.appliedAt === null
              ? said.notApplied
              : said.appliedAt(format.moment(migration.appliedAt, now))}
          </span>
          {migration.reversible === true && <span className="chip ok">{said.reversible}</span>}
          {migration.reversible === false && <span className="chip warn">{said.oneWay}</span>}
          {migration.ghost && <span className="chip warn">{said.fileMissing}</span>}
        </div>
        {migration.ghost && <p className="dense t2">{said.noFile}</p>}
        {migration.operations.length > 0 && (
          <>
            <h3>{said.readWithOperations}</h3>
            <ol className="operations dense">
              {migration.operations.map((operation, index) => (
                // Operations keep their order, and the same one may stand there twice.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={`${index}${operation.says}`}>
                  {operation.says}
                  <span className="row tight">
                    {!operation.reversible && <span className="cap warn">{said.irreversible}</span>}
                    {operation.destroysForward && <span className="cap bad">{said.removesData}</span>}
                  </span>
                </li>
              ))}
            </ol>
          </>
        )}
        <Links title={said.dependsOn} keys={migration.dependencies} none={said.nothingNeeded} onGo={onGo} />
        <Links title={said.neededBy} keys={neededBy} onGo={onGo} />
        <Links title={said.replaces} keys={migration.replaces} onGo={onGo} />
        <Links title={said.mustRunBefore} keys={migration.runBefore} onGo={onGo} />
        {migration.file !== null && (
          <>
            <h3>{said.file}</h3>
            <p className="mono cap t2 file">{migration.file}</p>
          </>
        )}
      </div>
    </aside>
  )
}

type LinksProps = {
  readonly title: string
  readonly keys: readonly { readonly app: string; readonly name: string }[]
  readonly none?: string
  readonly onGo: (key: string) => void
}

function Links({ title, keys, none, onGo }: LinksProps) {
  if (keys.length === 0 && none === undefined) return null
  return (
    <>
      <h3>{title}</h3>
      {keys.length === 0 && <p className="dense t3">{none}</p>}
      <ul className="dense">
        {keys.map((key) => (
          <li key={keyOf(key)}>
            <button type="button" className="link mono" onClick={() => onGo(keyOf(key))}>
              {keyOf(key)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
