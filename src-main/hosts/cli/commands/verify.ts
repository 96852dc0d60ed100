import { findSavepoint } from '../find-savepoint.ts'
import { type Answer, finish, type Session } from '../session.ts'
import { seconds } from '../../words/format.ts'
import { resultIs } from './result-is.ts'

export async function verify(session: Session): Promise<Answer> {
  const { client, project, operands } = session
  const { id } = await findSavepoint(session, operands[0] ?? '')
  const started = client.savepoints.verify({ projectId: project.id, id })
  const { savepoint, tookMs } = resultIs('verified', await finish(session, started))
  return {
    json: { id, verified: savepoint.verified, tookMs, savepoint },
    text: `${id} is whole: every byte and every table was read, in ${seconds(tookMs)}.`,
  }
}
