import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { errorCode } from '../../core/error-code.ts'
import type { Holder } from '../../core/diagnosis/sqlite.ts'

/** Finds the processes that hold a file; the ones with a lock first. `ours` are left out. */
export type FindHolders = (path: string, ours: readonly number[]) => Promise<readonly Holder[]>

/** Linux: /proc/locks and the open files of every process that we may look into. Elsewhere nobody is named (Windows: Restart Manager, later). */
export const findHolders: FindHolders = async (path, ours) => {
  if (process.platform !== 'linux') return []
  const inodes = new Set(
    (await Promise.all([path, `${path}-wal`, `${path}-shm`].map(inodeOf))).flatMap((id) => id ?? []),
  )
  const locking = lockingPids(await readFile('/proc/locks', 'utf8').catch(gone('')), inodes)
  const opening = await openingPids(new Set([path, `${path}-wal`, `${path}-shm`]))
  const skip = new Set([process.pid, ...ours])
  const pids = [...new Set([...locking, ...(locking.length > 0 ? [] : opening)])].filter(
    (pid) => pid > 0 && !skip.has(pid),
  )
  return Promise.all(pids.slice(0, 5).map(async (pid) => ({ pid, name: await nameOf(pid) })))
}

async function inodeOf(path: string): Promise<string | null> {
  const facts = await stat(path).catch(gone(null))
  return facts === null ? null : String(facts.ino)
}

/** '1: POSIX  ADVISORY  WRITE 1234 fd:01:5678 1073741824 1073742335'; lines with '->' wait for a lock. */
function lockingPids(locks: string, inodes: ReadonlySet<string>): readonly number[] {
  return locks
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts[1] === 'POSIX' || parts[1] === 'OFDLCK')
    .filter((parts) => inodes.has(parts[5]?.split(':')[2] ?? ''))
    .map((parts) => Number(parts[4]))
}

async function openingPids(paths: ReadonlySet<string>): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = []
  for (const pid of pids) {
    const files = await readdir(`/proc/${pid}/fd`).catch(gone([]))
    const targets = await Promise.all(
      files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(gone(''))),
    )
    if (targets.some((target) => paths.has(target))) found.push(Number(pid))
  }
  return found
}

async function nameOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(gone('process'))).trim()
}

/** A process may end while it is looked at, or belong to somebody else. */
function gone<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH', 'ENOTDIR'].includes(errorCode(error) ?? '')) return instead
    throw error
  }
}
