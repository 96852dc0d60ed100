import { standingOf, verdict, type Verdict } from '../../ui/verdict.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'

const unknown = {
  unreadable: 0,
  ghosts: 0,
  conflicts: 0,
  checkErrors: 0,
  pending: 0,
  migrations: 0,
  unmade: 0,
}

/** The verdict on what is known now. While a newer picture is read, the last one still counts. */
export function useVerdict(): Verdict {
  const { at, picture, databases } = useInspection()
  if (at === 'failed') return verdict({ ...unknown, reading: 'failed' })
  if (picture === null) return verdict({ ...unknown, reading: 'checking' })
  return verdict(standingOf(picture, mainDatabase(databases)?.alias ?? 'default'))
}
