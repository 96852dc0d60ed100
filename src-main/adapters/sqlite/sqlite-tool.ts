import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import type { SqliteTask, SqliteTool } from '../../core/ports.ts'
import { explain, mustBeDatabase } from './explain.ts'
import { type House, lookMs } from './house.ts'
import { keepAsIs } from './keep-as-is.ts'
import { type FindHolders, findHolders } from './lock-holders.ts'
import { Examined, type Reading } from './messages.ts'
import { restore } from './restore.ts'
import { compareFiles, sameContent } from './same-content.ts'
import { save } from './save.ts'
import { type ForkWorker, forkWithNode } from './worker-fork.ts'
import { createWorkers, type Workers } from './workers.ts'

export type SqliteSetting = {
  /** Path of the worker's file: `worker.ts` of this folder, or what was bundled from it. */
  readonly workerEntry: string
  /** How a process is started; Node's fork unless said. */
  readonly fork?: ForkWorker
  /** How long an unused process waits for more work. */
  readonly idleMs?: number
  readonly freeBytes?: (folder: string) => Promise<number>
  readonly findHolders?: FindHolders
}

/** SQLite in processes of its own. This process never opens a database; it looks at files only, and never blocks. */
export function createSqliteTool(setting: SqliteSetting): SqliteTool {
  const workers = createWorkers(setting.workerEntry, setting.fork ?? forkWithNode, setting.idleMs ?? 30_000)
  const house: House = {
    workers,
    freeBytes: setting.freeBytes ?? freeBytes,
    findHolders: setting.findHolders ?? findHolders,
  }
  return {
    save: (request, task) => save(house, request, task),
    restore: (request, task) => restore(house, request, task),
    check: (path, task, reading = 'savepoint') => examine(house, path, { ...task, reading, whole: true }),
    look: async (path, task) =>
      (await examine(house, path, { ...task, reading: 'live', whole: false })).facts,
    sameContent: (a, b, task) => sameContent(house, { a, b }, task),
    compare: async (before, after, task) => {
      const { same, tables, migrations } = await compareFiles(house, { before, after }, task)
      return { same, tables, migrations }
    },
    keepAsIs: (request, task) => keepAsIs(house, request, task),
    holdProjectLock: (lockFile) => holdProjectLock(house, workers, lockFile),
    close: () => workers.close(),
  }
}

async function examine(
  house: House,
  path: string,
  task: SqliteTask & { readonly reading: Reading; readonly whole: boolean },
): Promise<Examined> {
  const { signal, report, reading, whole } = task
  await mustBeDatabase(path)
  try {
    return await house.workers.use((worker) =>
      worker.ask(
        { verb: 'examine', path, reading, quickCheck: whole, foreignKeys: whole, lockMs: lookMs },
        Examined,
        { signal, report },
      ),
    )
  } catch (error) {
    throw await explain(error, house, { path, waitedMs: lookMs })
  }
}

/** The lock lives as long as the process that holds it, and that one ends with this one. */
function holdProjectLock(
  house: House,
  workers: Workers,
  lockFile: string,
): Promise<{ readonly release: () => Promise<void> } | null> {
  return new Promise((resolve, reject) => {
    const ended: Promise<boolean> = workers.use((worker) =>
      worker.ask({ verb: 'hold-lock', path: lockFile }, z.boolean(), {
        onPause: (_held, gone) =>
          new Promise((letGo) => {
            gone.addEventListener('abort', () => letGo(), { once: true })
            const release = async () => {
              letGo()
              await ended.catch(() => 'a process that died holds no lock either')
            }
            resolve({ release })
          }),
      }),
    )
    ended.then(
      (got) => (got ? undefined : resolve(null)),
      async (error: unknown) => reject(await explain(error, house, { path: lockFile })),
    )
  })
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
