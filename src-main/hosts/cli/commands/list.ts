import type { Savepoint } from '../../../contract/savepoint.ts'
import type { Answer, Session } from '../session.ts'
import { bytes, columns, moment, number } from '../../words/format.ts'

const kinds = { you: 'you', automatic: 'automatic', 'before-restore': 'before restore' } satisfies Record<
  Savepoint['kind'],
  string
>

export const verificationWords = {
  verified: 'verified',
  unverified: 'not verified',
  failed: 'failed its check',
  missing: 'file missing',
  'kept-as-is': 'damaged, kept as is',
} satisfies Record<Savepoint['verification'], string>

export async function list({ client, project }: Session): Promise<Answer> {
  const { folder, savepoints } = await client.savepoints.list({ projectId: project.id })
  if (savepoints.length === 0)
    return { json: { folder, savepoints }, text: `There are no savepoints in ${folder} yet.` }
  const rows = savepoints.map((savepoint) => [
    savepoint.id,
    moment(savepoint.takenAt),
    bytes(savepoint.bytes),
    savepoint.rows === null ? '–' : number(savepoint.rows),
    savepoint.migrations === null ? '–' : number(savepoint.migrations),
    kinds[savepoint.kind],
    verificationWords[savepoint.verification],
    `${savepoint.pinned ? '(pinned) ' : ''}${savepoint.label ?? ''}`,
  ])
  const head = ['id', 'taken', 'size', 'rows', 'migrations', 'by', 'state', 'label']
  return { json: { folder, savepoints }, text: columns([head, ...rows], [2, 3, 4]) }
}
