import type { Savepoint } from '../../contract/savepoint.ts'
import { problem } from '../../core/problem.ts'
import { invalid } from './arguments.ts'
import type { Session } from './session.ts'

type Where = Pick<Session, 'client' | 'project'>

/** By id, by “latest”, or by a label that only one carries. Problems: savepoint-unknown, input-invalid. */
export async function findSavepoint({ client, project }: Where, wanted: string): Promise<Savepoint> {
  const { savepoints } = await client.savepoints.list({ projectId: project.id })
  const byId = savepoints.find(({ id }) => id === wanted)
  if (byId !== undefined) return byId
  const labelled = savepoints.filter(({ label }) => label === wanted)
  if (labelled.length > 1)
    throw invalid(
      `${labelled.length} savepoints are called “${wanted}”: ${labelled.map(({ id }) => id).join(', ')}`,
      'ID',
    )
  const latest = wanted === 'latest' ? savepoints.toSorted(newestFirst)[0] : undefined
  const found = labelled[0] ?? latest
  if (found === undefined)
    throw problem('savepoint-unknown', {
      facts: { id: wanted, known: savepoints.length },
      fixes: [{ kind: 'choose-another-savepoint' }],
    })
  return found
}

function newestFirst(a: Savepoint, b: Savepoint): number {
  return Date.parse(b.takenAt) - Date.parse(a.takenAt) || (a.id < b.id ? 1 : -1)
}
