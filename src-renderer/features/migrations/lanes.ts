import type { DatabaseMigrations, MigrationState } from '../../../src-main/contract/picture.ts'

/** All migrations of one app, in the order they run. */
export type AppLane = {
  readonly app: string
  readonly migrations: readonly MigrationState[]
  readonly applied: number
  readonly pending: number
  readonly ghosts: number
  /** Names of its latest migrations when there is more than one. */
  readonly conflict: readonly string[] | null
}

/** One lane per app, those with something to say first, then by size. Django's order inside a lane. */
export function appLanes(found: DatabaseMigrations): readonly AppLane[] {
  const byApp = Map.groupBy(found.migrations, (migration) => migration.app)
  const lanes = [...byApp].map(([app, migrations]): AppLane => {
    const applied = migrations.filter((migration) => migration.applied).length
    return {
      app,
      migrations,
      applied,
      pending: migrations.length - applied,
      ghosts: migrations.filter((migration) => migration.ghost).length,
      conflict: found.conflicts.find((conflict) => conflict.app === app)?.names ?? null,
    }
  })
  return lanes.toSorted((a, b) => weight(b) - weight(a) || b.migrations.length - a.migrations.length)
}

function weight(lane: AppLane): number {
  if (lane.conflict !== null) return 3
  if (lane.ghosts > 0) return 2
  return lane.pending > 0 ? 1 : 0
}
