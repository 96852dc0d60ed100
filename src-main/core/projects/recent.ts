import type { LastSeen, Project, RecentProject } from '../../contract/project.ts'
import { RecentProject as RecentSchema } from '../../contract/project.ts'
import type { Ports } from '../ports.ts'

const key = 'recent-projects'
const mostUnpinned = 50
const Kept = RecentSchema.omit({ present: true })
type KeptProject = Omit<RecentProject, 'present'>

/** Pinned first, then the most recent; at most 50 that are not pinned. */
export function createRecentProjects(ports: Pick<Ports, 'store' | 'clock'>) {
  const change = (how: (kept: readonly KeptProject[]) => readonly KeptProject[]) => {
    ports.store.set(key, inOrder(how(read(ports))))
  }
  const changeOne = (id: string, with_: Partial<KeptProject>) => {
    change((kept) => kept.map((one) => (one.id === id ? { ...one, ...with_ } : one)))
  }
  return {
    all: () => read(ports),
    remember: (project: Project) => {
      change((kept) => {
        const before = kept.find((one) => one.id === project.id)
        const now: KeptProject = {
          id: project.id,
          name: project.name,
          root: project.root,
          pinned: before?.pinned ?? false,
          openedAt: ports.clock.now().toISOString(),
          lastSeen: before?.lastSeen ?? null,
        }
        return [now, ...kept.filter((one) => one.id !== project.id)]
      })
    },
    pin: (id: string, pinned: boolean) => changeOne(id, { pinned }),
    forget: (id: string) => change((kept) => kept.filter((one) => one.id !== id)),
    noteSeen: (id: string, lastSeen: LastSeen) => changeOne(id, { lastSeen }),
  }
}

/** An entry that can't be read (a newer Savepoint's, or edited by hand) is left out, the others stay. */
function read(ports: Pick<Ports, 'store'>): readonly KeptProject[] {
  const stored = ports.store.get(key)
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown) => {
    const parsed = Kept.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}

function inOrder(kept: readonly KeptProject[]): readonly KeptProject[] {
  const byTime = [...kept].sort((a, b) => b.openedAt.localeCompare(a.openedAt))
  const pinned = byTime.filter((one) => one.pinned)
  return [...pinned, ...byTime.filter((one) => !one.pinned).slice(0, mostUnpinned)]
}
