import { open, rename, rm, stat } from 'node:fs/promises'
import { errorCode } from '../../core/error-code.ts'
import { problem } from '../../core/problem.ts'
import type { SqliteTask } from '../../core/ports.ts'
import { renameInto } from '../files-write.ts'
import type { House, RestoreRequest } from './house.ts'
import { BackedUp, Copied, Finished } from './messages.ts'
import { probe } from './probe.ts'
import { watchingSize } from './watch-size.ts'

/** Where there is no database that SQLite could write into: copied beside, flushed, renamed over what is there. */
export async function putBeside(house: House, request: RestoreRequest, task: SqliteTask): Promise<void> {
  const { into } = request
  const partial = `${into}.partial`
  const before = await probe(into)
  if ((await probe(partial)).kind !== 'missing') throw problem('file-exists', { facts: { path: partial } })
  try {
    await copyBeside(house, { ...request, partial }, task)
    const after = await probe(into)
    if (before.kind === 'missing' && after.kind !== 'missing')
      throw problem('file-exists', { facts: { path: into } })
    await request.beforeReplacing()
    await moveStaleAside(into)
    await renameInto(partial, into)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

async function copyBeside(
  house: House,
  { from, partial, lockMs }: RestoreRequest & { readonly partial: string },
  { signal, report }: SqliteTask,
): Promise<void> {
  const source = await stat(from)
  const alone = await standsAlone(from)
  await house.workers.use(async (worker) => {
    await watchingSize({ path: partial, total: source.size, report }, async () => {
      if (alone)
        return worker.ask({ verb: 'copy', from, to: partial, selfContained: true }, Copied, { signal })
      await (await open(partial, 'wx')).close()
      return worker.ask({ verb: 'backup', from, to: partial, reading: 'savepoint', lockMs }, BackedUp, {
        signal,
      })
    })
    const { bytes } = await worker.ask({ verb: 'finish', path: partial, hash: false }, Finished, { signal })
    if (alone && bytes !== source.size)
      throw problem('copy-differs', {
        facts: { path: partial },
        evidence: [`${bytes} of ${source.size} bytes`],
      })
  })
}

/** A file made by hand may need the -wal or -journal beside it. */
async function standsAlone(path: string): Promise<boolean> {
  const found = await probe(path)
  return found.kind === 'sqlite' && found.walBytes === 0 && found.journalBytes === 0
}

/** What SQLite would apply to the new file though it belongs to the old one. Moved, never deleted. */
async function moveStaleAside(path: string): Promise<void> {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  for (const end of ['-wal', '-shm', '-journal'])
    await rename(`${path}${end}`, `${path}${end}.stale-${time}`).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error
    })
}
