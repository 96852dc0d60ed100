import { fileProblem } from '../diagnosis/files.ts'
import type { Ports } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'
import { ownPlaces, prepareBackupsFolder } from './backups-folder.ts'

type Held = { users: number; readonly lock: Promise<{ readonly release: () => Promise<void> } | null> }

export type ProjectLocks = {
  /** Takes the lock between processes, or joins this process's own; give it back by what is returned. */
  readonly take: (backupsFolder: string) => Promise<() => Promise<void>>
  readonly briefly: <T>(backupsFolder: string, work: () => Promise<T>) => Promise<T>
}

const tries = 20
const pauseMs = 100

/** Another process may hold it just for a label: two seconds of patience before it is called busy. */
export function createProjectLocks(ports: Pick<Ports, 'files' | 'platform' | 'sqlite'>): ProjectLocks {
  const held = new Map<string, Held>()
  const queues = new Map<string, Promise<unknown>>()

  async function take(backupsFolder: string): Promise<() => Promise<void>> {
    const known = held.get(backupsFolder)
    const mine: Held = known ?? { users: 0, lock: holdPatiently(ports, backupsFolder) }
    if (known === undefined) held.set(backupsFolder, mine)
    mine.users += 1
    try {
      if ((await mine.lock) === null) throw problem('project-busy', { facts: { operation: null } })
    } catch (error) {
      leave(backupsFolder, mine)
      throw error
    }
    return async () => {
      if (leave(backupsFolder, mine)) await (await mine.lock)?.release()
    }
  }

  /** True for the last one out. */
  function leave(backupsFolder: string, mine: Held): boolean {
    mine.users -= 1
    if (mine.users > 0) return false
    if (held.get(backupsFolder) === mine) held.delete(backupsFolder)
    return true
  }

  async function locked<T>(backupsFolder: string, work: () => Promise<T>): Promise<T> {
    const release = await take(backupsFolder).catch((error: unknown) => {
      throw fileProblem(error, backupsFolder)
    })
    try {
      return await work()
    } finally {
      await release()
    }
  }

  return {
    take,
    briefly: (backupsFolder, work) => {
      const turn = (queues.get(backupsFolder) ?? Promise.resolve()).then(() => locked(backupsFolder, work))
      // Whoever comes next waits for the end of this turn, whichever end that is; the error goes to this one's caller.
      const settled = turn.then(
        () => undefined,
        () => undefined,
      )
      queues.set(backupsFolder, settled)
      return turn
    },
  }
}

async function holdPatiently(
  ports: Pick<Ports, 'files' | 'platform' | 'sqlite'>,
  backupsFolder: string,
): Promise<{ readonly release: () => Promise<void> } | null> {
  await prepareBackupsFolder(ports, backupsFolder)
  const { lock } = ownPlaces(ports.platform, backupsFolder)
  for (let left = tries; ; left -= 1) {
    const handle = await ports.sqlite.holdProjectLock(lock).catch((error: unknown) => {
      throw aboutTheFolder(error, backupsFolder)
    })
    if (handle !== null || left <= 1) return handle
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** The lock is a SQLite file of ours: what is wrong with it is wrong with the folder, not with anybody's database. */
function aboutTheFolder(error: unknown, folder: string): unknown {
  if (!(error instanceof ProblemError)) return error
  if (!['database-read-only', 'database-not-readable'].includes(error.problem.code)) return error
  return problem('folder-not-writable', {
    facts: { folder },
    fixes: [{ kind: 'make-writable', path: folder }, { kind: 'retry' }],
    evidence: error.problem.evidence,
    cause: error,
  })
}
