import { dirname } from 'node:path'
import { problem } from '../../core/problem.ts'
import type { SqliteTask } from '../../core/ports.ts'
import { afterReplacing, committedMeanwhile } from '../../core/diagnosis/sqlite.ts'
import { z } from 'zod'
import { explain, mustBeDatabase, unusable } from './explain.ts'
import { flushFolder } from '../flush-folder.ts'
import type { House, RestoreRequest } from './house.ts'
import { isWritable, probe, type Probe } from './probe.ts'
import { putBeside } from './put-beside.ts'
import { mustHaveSpace, notWritable } from './room.ts'
import { WorkFailed } from './workers.ts'

/** Into the live file by SQLite itself where it can read it; otherwise beside and renamed. */
export async function restore(house: House, request: RestoreRequest, task: SqliteTask): Promise<void> {
  const { from, into } = request
  const source = await mustBeDatabase(from)
  const target = await probe(into)
  await mustBeReplaceable(target, into)
  await mustHaveSpace(house, dirname(into), bytesNeeded(source.bytes, target))
  const once = callOnce(request.beforeReplacing, task.signal)
  const beside = { from, into, lockMs: request.lockMs, beforeReplacing: once.call }
  try {
    if (target.kind === 'missing' || unusable(target, into) !== null) await putBeside(house, beside, task)
    else if (!(await replaceLive(house, request, { ...task, once }))) await putBeside(house, beside, task)
  } catch (error) {
    // What the caller threw is the caller's: it comes back as it was.
    if (once.refusal() === error) throw error
    throw await explain(error, house, {
      path: pathOf(error, request),
      folder: dirname(into),
      waitedMs: request.lockMs,
      safe: once.called() ? 'database-as-before' : 'nothing-was-changed',
    })
  }
}

/** False when SQLite can't read what is there, so that nothing can be put into it. */
async function replaceLive(
  house: House,
  { from, into, lockMs, onlyIfUnchanged = false }: RestoreRequest,
  { signal, report, once }: SqliteTask & { readonly once: Once },
): Promise<boolean> {
  try {
    await house.workers.use((worker) =>
      worker.ask({ verb: 'replace', from, into, lockMs, onlyIfUnchanged }, z.null(), {
        signal: once.untilCalled,
        report,
        onPause: once.call,
      }),
    )
  } catch (error) {
    if (isUnreadable(error)) return false
    if (error instanceof WorkFailed && isDeath(error) && once.called())
      throw problem('restore-failed', {
        facts: { path: into },
        safe: 'way-back-kept',
        evidence: [error.message],
        cause: error,
      })
    throw error
  }
  if (signal.aborted && !once.called()) throw problem('cancelled')
  // SQLite has flushed the file itself (synchronous=FULL). In rollback mode the commit is the removal of the journal: durable
  // only when its folder is.
  await flushFolder(dirname(into))
  return true
}

function isUnreadable(error: unknown): boolean {
  if (!(error instanceof WorkFailed)) return false
  const { errcode, stage } = error.failure
  const content = [11, 26].includes((errcode ?? 0) & 0xff)
  return content && stage !== 'opening the savepoint' && stage !== afterReplacing
}

function isDeath({ failure }: WorkFailed): boolean {
  return failure.errcode === null && failure.errno === null && failure.stage !== committedMeanwhile
}

function pathOf(error: unknown, { from, into }: RestoreRequest): string {
  return error instanceof WorkFailed && error.failure.stage === 'opening the savepoint' ? from : into
}

async function mustBeReplaceable(target: Probe, into: string): Promise<void> {
  const folder = dirname(into)
  if (target.kind === 'folder') throw problem('database-is-folder', { facts: { path: into } })
  const folderWritable = await isWritable(folder).catch(() => false)
  if (target.kind === 'missing') {
    if (!folderWritable) throw notWritable(folder)
    return
  }
  // The journal is made in the folder, so the folder must be writable too.
  const blocked = folderWritable ? ((await isWritable(into)) ? null : into) : folder
  if (blocked !== null)
    throw problem('database-read-only', {
      facts: { path: blocked },
      fixes: [{ kind: 'make-writable', path: blocked }, { kind: 'retry' }],
    })
}

/** A restore keeps the old pages in the journal, or all new ones in the -wal, until it is done. */
function bytesNeeded(newBytes: number, target: Probe): number {
  if (!('bytes' in target)) return newBytes
  const growth = Math.max(0, newBytes - target.bytes)
  const wal = target.kind === 'sqlite' && target.header.wal
  return growth + (wal ? newBytes : target.bytes)
}

type Once = {
  readonly call: () => Promise<void>
  readonly called: () => boolean
  /** What `beforeReplacing` threw. */
  readonly refusal: () => unknown
  /** Fires on a cancel that comes before the call; later ones are too late. */
  readonly untilCalled: AbortSignal
}

function callOnce(beforeReplacing: () => Promise<void>, signal: AbortSignal): Once {
  const controller = new AbortController()
  const onAbort = () => controller.abort()
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  let called = false
  let refusal: unknown = null
  return {
    untilCalled: controller.signal,
    called: () => called,
    refusal: () => refusal,
    call: async () => {
      if (called) return
      if (signal.aborted) throw problem('cancelled')
      await beforeReplacing().catch((error: unknown) => {
        refusal = error
        throw error
      })
      if (signal.aborted) throw problem('cancelled')
      signal.removeEventListener('abort', onAbort)
      called = true
    },
  }
}
