import type { Comparison } from '../../../contract/savepoint.ts'
import { findSavepoint } from '../find-savepoint.ts'
import type { Answer, Session } from '../session.ts'
import { columns, number } from '../../words/format.ts'

export async function compare(session: Session): Promise<Answer> {
  const { client, project, operands, options, signal } = session
  const [before, after] = [
    await sideOf(session, operands[0] ?? 'now'),
    await sideOf(session, operands[1] ?? 'now'),
  ]
  const comparison = await client.savepoints.compare(
    { projectId: project.id, before, after, database: options.database ?? 'default' },
    { signal },
  )
  return { json: comparison, text: comparisonText(comparison) }
}

/** What differs, table by table; equal tables are only counted. */
export function comparisonText(comparison: Comparison): string {
  if (comparison.same) return `${comparison.before} and ${comparison.after} hold the same rows.`
  const differing = comparison.tables.filter(
    ({ added, removed, changed, schemaChanged }) => added + removed + changed > 0 || schemaChanged,
  )
  const rows = differing.map((delta) => [
    delta.table,
    signed('+', delta.added),
    signed('−', delta.removed),
    signed('~', delta.changed),
    delta.matchedBy === 'not-compared'
      ? 'not compared row by row'
      : delta.schemaChanged
        ? 'columns differ'
        : '',
  ])
  const { onlyBefore, onlyAfter } = comparison.migrations
  const names = (list: typeof onlyBefore) => list.map(({ app, name }) => `${app}.${name}`).join(', ')
  return [
    `From ${comparison.before} to ${comparison.after}:`,
    ...(rows.length === 0
      ? ['No table differs.']
      : [columns([['table', 'added', 'removed', 'changed', ''], ...rows], [1, 2, 3])]),
    `${number(comparison.tables.length - differing.length)} of ${number(comparison.tables.length)} tables are the same.`,
    ...(onlyBefore.length === 0 ? [] : [`Migrations only in ${comparison.before}: ${names(onlyBefore)}`]),
    ...(onlyAfter.length === 0 ? [] : [`Migrations only in ${comparison.after}: ${names(onlyAfter)}`]),
  ].join('\n')
}

async function sideOf(session: Session, wanted: string): Promise<string | null> {
  return wanted === 'now' ? null : (await findSavepoint(session, wanted)).id
}

function signed(sign: string, value: number): string {
  return value === 0 ? '·' : `${sign}${number(value)}`
}
