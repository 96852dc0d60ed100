import { inspect } from '../inspect.ts'
import type { Answer, Session } from '../session.ts'
import { bytes, columns, many, moment } from '../../words/format.ts'
import { countMigrations } from './migrations.ts'

export async function status(session: Session): Promise<Answer> {
  const { client, project } = session
  const ofProject = { projectId: project.id }
  const [picture, { folder, savepoints }, { git }, { undoable }] = await Promise.all([
    inspect(session),
    client.savepoints.list(ofProject),
    client.projects.git(ofProject),
    client.restore.undoable(ofProject),
  ])
  const latest = savepoints.toSorted((a, b) => Date.parse(b.takenAt) - Date.parse(a.takenAt))[0] ?? null
  const migrations = Object.fromEntries(
    Object.entries(picture.migrations).map(([alias, found]) => [alias, countMigrations(found)]),
  )
  const databases = picture.databases.map((database) => {
    const counted = migrations[database.alias]
    const size = database.bytes === null ? '–' : bytes(database.bytes)
    const state =
      counted === undefined
        ? (picture.unreadable[database.alias]?.message ?? 'not read')
        : `${counted.applied} applied, ${counted.pending} pending, ${many(counted.ghosts, 'ghost')}, ${many(counted.conflicts, 'conflict')}`
    return [database.alias, database.engine, size, state, database.path ?? database.name]
  })
  return {
    json: {
      project,
      git,
      versions: { django: picture.djangoVersion, python: picture.pythonVersion },
      databases: picture.databases,
      migrations,
      unreadable: picture.unreadable,
      savepoints: { folder, count: savepoints.length, latest },
      undoable,
    },
    text: [
      `${project.name}  ${project.root}`,
      `Django ${picture.djangoVersion}, Python ${picture.pythonVersion}, settings ${project.settingsModule}${git === null ? '' : `, branch ${git.branch ?? git.commit}`}`,
      '',
      columns(databases, [2]),
      '',
      latest === null
        ? 'There are no savepoints yet.'
        : `${many(savepoints.length, 'savepoint')}; the latest is ${latest.id} (${moment(latest.takenAt)}${latest.label === null ? '' : `, “${latest.label}”`}).`,
      ...(undoable === null
        ? []
        : [
            `“savepoint undo” takes back the restore of ${undoable.restored} (${moment(undoable.restoredAt)}).`,
          ]),
    ].join('\n'),
  }
}
