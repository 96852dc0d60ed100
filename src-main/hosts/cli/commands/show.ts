import { findSavepoint } from '../find-savepoint.ts'
import type { Answer, Session } from '../session.ts'
import { bytes, columns, moment, number } from '../../words/format.ts'
import { verificationWords } from './list.ts'

export async function show(session: Session): Promise<Answer> {
  const { client, project, operands } = session
  const { id } = await findSavepoint(session, operands[0] ?? '')
  const { savepoint, manifest, paths } = await client.savepoints.show({ projectId: project.id, id })
  const facts = [
    ['taken', moment(savepoint.takenAt)],
    ['label', savepoint.label ?? '–'],
    ['state', verificationWords[savepoint.verification]],
    ['size', bytes(savepoint.bytes)],
    ['migrations', savepoint.migrations === null ? '–' : number(savepoint.migrations)],
    ['branch', savepoint.branch ?? '–'],
    ...(manifest === null
      ? []
      : [
          ['database', `${manifest.database.name} (${manifest.database.alias})`],
          ['Django', manifest.versions.django ?? '–'],
          ['SHA-256', manifest.files[0]?.sha256 ?? '–'],
        ]),
    ...paths.map((path) => ['file', path]),
  ]
  const tables = (manifest?.tables ?? []).map(({ table, rows }) => [number(rows), table])
  const text = [savepoint.id, columns(facts), ...(tables.length === 0 ? [] : ['', columns(tables, [0])])]
  return { json: { savepoint, manifest, paths }, text: text.join('\n') }
}
