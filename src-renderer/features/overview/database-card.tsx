import { engineNames } from '../../ui/engines.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { lastPart } from '../../words/format.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'
import { useSavepoints } from '../savepoints/savepoints-store.ts'
import { SizeChart } from './size-chart.tsx'

/** Which database it is and how big. Painted as soon as the settings are read. */
export function DatabaseCard() {
  const words = useWords().overview
  const format = useFormat()
  const now = useNow()
  const { databases, picture, at } = useInspection()
  const list = useSavepoints((store) => store.list)
  const database = mainDatabase(databases)
  const counted = list?.find((savepoint) => savepoint.rows !== null)
  return (
    <section className="card overview-card database-card">
      <header className="row">
        <h2 className="grow">{words.database}</h2>
        <span className="cap t3">{database?.alias ?? ''}</span>
      </header>
      {database === null ? (
        at === 'failed' ? (
          <p className="t3">–</p>
        ) : (
          <Skeleton width={130} height={32} />
        )
      ) : (
        <>
          <div className="big">
            {database.inMemory
              ? words.inMemory
              : database.bytes === null
                ? words.notThere
                : format.bytes(database.bytes)}
          </div>
          <SizeChart savepoints={list ?? []} nowBytes={database.bytes} />
          <dl className="facts two">
            <dt>{words.engine}</dt>
            <dd>{engineNames[database.engine] ?? database.backend}</dd>
            <dt>{words.tables}</dt>
            <dd>
              {picture === null ? (
                <Skeleton width={30} />
              ) : (
                format.number(new Set(picture.models.map((model) => model.table)).size)
              )}
            </dd>
            <dt>{words.file}</dt>
            <dd className="mono trunc" title={database.path ?? database.name}>
              {lastPart(database.path ?? database.name)}
            </dd>
            <dt>{words.rows}</dt>
            <dd className="trunc">
              {counted?.rows == null
                ? '–'
                : words.rowsThen(format.number(counted.rows), format.when(counted.takenAt, now))}
            </dd>
          </dl>
          {database.engine !== 'sqlite' && <p className="cap t2">{words.onlySqlite}</p>}
        </>
      )}
    </section>
  )
}
