import type { DatabaseMigrations, MigrationState, Picture } from '../../../contract/picture.ts'
import { problem } from '../../../core/problem.ts'
import { inspect } from '../inspect.ts'
import type { Answer, Session } from '../session.ts'
import { many, moment } from '../../words/format.ts'

export async function migrations(session: Session): Promise<Answer> {
  const picture = await inspect(session)
  const wanted = session.options.database
  if (wanted !== null && !picture.databases.some(({ alias }) => alias === wanted))
    throw problem('database-unknown', {
      facts: { database: wanted, known: picture.databases.map(({ alias }) => alias).join(', ') },
    })
  const chosen = <T>(all: Readonly<Record<string, T>>) =>
    Object.entries(all).filter(([alias]) => wanted === null || alias === wanted)
  const read = chosen(picture.migrations)
  const unreadable = chosen(picture.unreadable)
  return {
    json: {
      databases: Object.fromEntries(read.map(([alias, found]) => [alias, stable(found)])),
      unreadable: Object.fromEntries(unreadable),
    },
    text: [
      ...read.map(([alias, found]) => databaseText(alias, found)),
      ...unreadable.map(([alias, { type, message }]) => `${alias}: could not be read (${type}: ${message})`),
    ].join('\n\n'),
  }
}

/** Of all that is known, what scripts were promised; in the order of `showmigrations --plan`, ghosts last. */
function stable({ recorded, migrations, conflicts, plan }: DatabaseMigrations) {
  return {
    migrations: migrations.map(
      ({ app, name, applied, appliedAt, ghost, replaces, dependencies, reversible }) => ({
        app,
        name,
        applied,
        appliedAt,
        ghost,
        replaces,
        dependencies,
        reversible,
      }),
    ),
    conflicts,
    plan,
    recorded,
  }
}

function databaseText(alias: string, found: DatabaseMigrations): string {
  const counted = countMigrations(found)
  return [
    `${alias}: ${counted.applied} applied, ${counted.pending} pending${counted.ghosts === 0 ? '' : `, ${many(counted.ghosts, 'ghost')} (applied, but no file on this branch)`}`,
    ...found.migrations.map(
      (migration) => `  ${mark(migration)} ${migration.app}.${migration.name}${note(migration)}`,
    ),
    ...found.conflicts.map(
      ({ app, names }) => `  conflict in ${app}: ${names.join(' and ')} – make a merge migration`,
    ),
  ].join('\n')
}

export function countMigrations({ migrations, conflicts, plan }: Picture['migrations'][string]) {
  return {
    applied: migrations.filter(({ applied, ghost }) => applied && !ghost).length,
    pending: migrations.filter(({ applied }) => !applied).length,
    ghosts: migrations.filter(({ ghost }) => ghost).length,
    conflicts: conflicts.length,
    planned: plan.length,
  }
}

function mark({ applied, ghost }: MigrationState): string {
  if (ghost) return '[?]'
  return applied ? '[x]' : '[ ]'
}

function note({ ghost, reversible, appliedAt, applied }: MigrationState): string {
  const parts = [
    ...(ghost ? ['ghost'] : []),
    ...(reversible === false ? ['can’t be reversed'] : []),
    ...(applied && appliedAt !== null ? [moment(appliedAt)] : []),
  ]
  return parts.length === 0 ? '' : `  (${parts.join(', ')})`
}
