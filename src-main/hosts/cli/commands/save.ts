import { type Answer, finish, type Session } from '../session.ts'
import { bytes, many, seconds } from '../../words/format.ts'
import { resultIs } from './result-is.ts'

export async function save(session: Session): Promise<Answer> {
  const { client, project, options } = session
  const started = client.savepoints.save({
    projectId: project.id,
    database: options.database ?? 'default',
    label: options.label,
  })
  const { savepoint, files, tookMs } = resultIs('saved', await finish(session, started))
  const rows = savepoint.rows === null ? '' : `, ${many(savepoint.rows, 'row')}`
  return {
    json: { id: savepoint.id, files, verified: savepoint.verified, tookMs, savepoint },
    text: [
      `Saved ${savepoint.id}: ${bytes(savepoint.bytes)}${rows}, in ${seconds(tookMs)}.`,
      savepoint.verified
        ? 'It was read back and checked.'
        : savepoint.verification === 'kept-as-is'
          ? 'The database is damaged, so it was kept byte by byte as it is.'
          : 'It was not checked.',
    ].join('\n'),
  }
}
