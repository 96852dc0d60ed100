import type { Picture } from '../../src-main/contract/picture.ts'
import type { LastSeen } from '../../src-main/contract/project.ts'

/** What is known of a project, boiled down to what decides whether it is safe to work. */
export type Standing = {
  readonly reading: 'checking' | 'ready' | 'failed'
  readonly unreadable: number
  readonly ghosts: number
  readonly conflicts: number
  readonly checkErrors: number
  readonly pending: number
  readonly migrations: number
  readonly unmade: number
}

export type Verdict =
  | { readonly kind: 'checking' | 'failed' | 'unreadable' | 'no-migrations' | 'unmade' | 'safe' }
  | { readonly kind: 'sort-out' | 'pending'; readonly count: number }

export type Health = 'missing' | 'unseen' | 'conflict' | 'ahead' | 'no-savepoint' | 'old' | 'migrate' | 'work'

const oldAfterDays = 7

/** The one place that decides. The overview's title, the rail's dot and the picker's health all come from here. */
export function verdict(standing: Standing): Verdict {
  if (standing.reading === 'checking') return { kind: 'checking' }
  if (standing.reading === 'failed') return { kind: 'failed' }
  if (standing.unreadable > 0) return { kind: 'unreadable' }
  const things = (standing.ghosts > 0 ? 1 : 0) + standing.conflicts + (standing.checkErrors > 0 ? 1 : 0)
  if (things > 0) return { kind: 'sort-out', count: things }
  if (standing.migrations === 0) return { kind: 'no-migrations' }
  if (standing.pending > 0) return { kind: 'pending', count: standing.pending }
  return { kind: standing.unmade > 0 ? 'unmade' : 'safe' }
}

/** Does Overview get its dot? */
export function needsAttention(found: Verdict): boolean {
  return found.kind === 'sort-out' || found.kind === 'unreadable' || found.kind === 'failed'
}

/** The standing of one database (by alias) in a picture. Checks and unmade changes hold for the whole project. */
export function standingOf(picture: Picture, alias: string): Standing {
  const found = picture.migrations[alias]
  const migrations = found?.migrations ?? []
  return {
    reading: 'ready',
    unreadable: picture.unreadable[alias] === undefined ? 0 : 1,
    ghosts: migrations.filter((migration) => migration.ghost).length,
    conflicts: found?.conflicts.length ?? 0,
    checkErrors: picture.checks.filter((check) => check.level === 'error' || check.level === 'critical')
      .length,
    pending: migrations.filter((migration) => !migration.applied).length,
    migrations: migrations.length,
    unmade: picture.unmade?.length ?? 0,
  }
}

/** The picker's health from what was true at the last visit. The worst comes first. */
export function health(seen: LastSeen | null, present: boolean, now: Date): Health {
  if (!present) return 'missing'
  if (seen === null) return 'unseen'
  const found = verdict({
    reading: 'ready',
    unreadable: 0,
    ghosts: seen.ghosts ?? 0,
    conflicts: seen.conflicts ?? 0,
    checkErrors: 0,
    pending: seen.pending ?? 0,
    migrations: 1,
    unmade: 0,
  })
  if (found.kind === 'sort-out') return (seen.ghosts ?? 0) > 0 ? 'ahead' : 'conflict'
  if (seen.lastSavepointAt === null) return 'no-savepoint'
  const days = (now.getTime() - Date.parse(seen.lastSavepointAt)) / 86_400_000
  if (days > oldAfterDays) return 'old'
  return found.kind === 'pending' ? 'migrate' : 'work'
}
