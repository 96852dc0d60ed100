import path from 'node:path'
import { findSavepoint } from '../find-savepoint.ts'
import { type Answer, finish, type Session } from '../session.ts'
import { bytes } from '../../words/format.ts'
import { resultIs } from './result-is.ts'

export async function exportBundle(session: Session): Promise<Answer> {
  const { client, project, operands } = session
  const { id } = await findSavepoint(session, operands[0] ?? '')
  const to = operands[1]
  const started = client.savepoints.export({
    projectId: project.id,
    id,
    folder: to === undefined ? null : path.resolve(to),
  })
  const result = resultIs('exported', await finish(session, started))
  return {
    json: { id, file: result.file, bytes: result.bytes },
    text: `${id} is in ${result.file} (${bytes(result.bytes)}).`,
  }
}

export async function importBundle(session: Session): Promise<Answer> {
  const { client, project, operands } = session
  const bundle = path.resolve(operands[0] ?? '')
  const started = client.savepoints.import({ projectId: project.id, bundle })
  const { savepoint } = resultIs('imported', await finish(session, started))
  return {
    json: { id: savepoint.id, verified: savepoint.verified, savepoint },
    text: `${savepoint.id} is in the list, checked: ${bytes(savepoint.bytes)}.`,
  }
}
