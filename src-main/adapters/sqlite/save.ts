import { open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { problem } from '../../core/problem.ts'
import type { SavedCopy, SqliteTask, SqliteTool } from '../../core/ports.ts'
import { renameInto } from '../files-write.ts'
import { explain, mustBeDatabase } from './explain.ts'
import type { House } from './house.ts'
import { BackedUp, Copied, Examined, Finished, Held, HoldEnd } from './messages.ts'
import { cutOff, isWritable } from './probe.ts'
import { mustBeFree, mustHaveSpace, notWritable } from './room.ts'
import { watchingSize } from './watch-size.ts'
import type { Worker } from './workers.ts'

type SaveRequest = Parameters<SqliteTool['save']>[0]
type Counts = SavedCopy['check']['facts']['tables']
/** `pages` and `counts` are what the source said while it was held; null where it wasn't. */
type CopyMade = {
  readonly journalMode: string
  readonly pages: number | null
  readonly counts: Counts | null
}

/** Held, copied beside, let go; flushed, hashed and checked side by side; renamed last. */
export async function save(house: House, request: SaveRequest, task: SqliteTask): Promise<SavedCopy> {
  const { from, to } = request
  const partial = `${to}.partial`
  const folder = dirname(to)
  const found = await mustBeDatabase(from)
  const cut = cutOff(found)
  await mustBeFree(to, partial)
  if (!(await isWritable(folder).catch(() => false))) throw notWritable(folder)
  await mustHaveSpace(house, folder, found.bytes + found.walBytes)
  try {
    return await house.workers.use((keeper) =>
      house.workers.use(async (copier) => {
        const made = await copyWhole({ keeper, copier }, request, task)
        const saved = await finishAndCheck({ keeper, copier }, request, task)
        mustBeAlike(made, saved, request)
        if (task.signal.aborted) throw problem('cancelled')
        await mustBeFree(to)
        await renameInto(partial, to)
        return { ...saved, sourceJournalMode: made.journalMode }
      }),
    )
  } catch (error) {
    await rm(partial, { force: true })
    const explained = await explain(error, house, { path: from, folder, waitedMs: request.lockMs })
    // A writer may have been at work when the header was read first; now SQLite agrees that something is missing.
    if (cut !== null && explained.problem.code === 'database-damaged')
      throw problem('database-truncated', {
        facts: { path: from, ...cut },
        evidence: explained.problem.evidence,
        cause: error,
      })
    throw explained
  }
}

/** The keeper holds the source, the copier copies: closing a file drops a process's own SQLite locks on it. */
async function copyWhole(
  { keeper, copier }: { readonly keeper: Worker; readonly copier: Worker },
  { from, to, lockMs, verify }: SaveRequest,
  { signal, report }: SqliteTask,
): Promise<CopyMade> {
  const partial = `${to}.partial`
  let held: Held | null = null
  const end = await keeper.ask({ verb: 'hold', path: from, lockMs, count: verify }, HoldEnd, {
    signal,
    report,
    onPause: async (value, gone) => {
      held = Held.parse(value)
      const { size } = await stat(from)
      const expected = held.pages * held.pageSize
      if (size < expected)
        throw problem('database-truncated', { facts: { path: from, expected, bytes: size } })
      const aborted = AbortSignal.any([signal, gone])
      const copied = await watchingSize({ path: partial, total: size, report }, () =>
        copier.ask({ verb: 'copy', from, to: partial, selfContained: true }, Copied, { signal: aborted }),
      )
      if (copied.bytes !== size) throw differs(to, `copied ${copied.bytes} of ${size} bytes`)
    },
  })
  if (end.how === 'held') {
    const { journalMode = '', pages = null } = (held as Held | null) ?? {}
    return { journalMode, pages, counts: end.counts }
  }
  await (await open(partial, 'wx')).close()
  const watched = { path: partial, total: (await stat(from)).size, report }
  const done = await watchingSize(watched, () =>
    keeper.ask({ verb: 'backup', from, to: partial, reading: 'live', lockMs }, BackedUp, { signal, report }),
  )
  return { journalMode: done.journalMode, pages: null, counts: null }
}

async function finishAndCheck(
  { keeper, copier }: { readonly keeper: Worker; readonly copier: Worker },
  { to, verify }: SaveRequest,
  { signal, report }: SqliteTask,
): Promise<Omit<SavedCopy, 'sourceJournalMode'>> {
  const path = `${to}.partial`
  report({ step: 'flushing', amount: null, subject: null })
  const examine = {
    verb: 'examine',
    path,
    reading: 'savepoint',
    quickCheck: verify,
    foreignKeys: verify,
    lockMs: 0,
  } as const
  // Both end before anything is removed or renamed: Windows needs them closed.
  const [finished, examined] = await Promise.allSettled([
    copier.ask({ verb: 'finish', path, hash: verify }, Finished, { signal, report }),
    keeper.ask(examine, Examined, { signal, report }),
  ])
  if (examined.status === 'rejected') throw examined.reason
  if (finished.status === 'rejected') throw finished.reason
  return { ...finished.value, check: examined.value }
}

function mustBeAlike(
  made: CopyMade,
  { bytes, check }: Omit<SavedCopy, 'sourceJournalMode'>,
  { from, to, verify }: SaveRequest,
): void {
  const { facts, quickCheck } = check
  if (verify && quickCheck !== 'ok')
    throw problem('database-damaged', {
      facts: { path: from },
      fixes: [{ kind: 'choose-another-savepoint' }],
      evidence: [quickCheck],
    })
  if (bytes < facts.pages * facts.pageSize)
    throw differs(to, `${bytes} bytes for ${facts.pages} pages of ${facts.pageSize}`)
  if (made.pages !== null && made.pages !== facts.pages)
    throw differs(to, `${facts.pages} of ${made.pages} pages`)
  for (const [at, count] of (made.counts ?? []).entries()) {
    const copied = facts.tables[at]
    if (copied?.table !== count.table || copied.rows !== count.rows)
      throw differs(to, `${count.table}: ${count.rows} rows, copied ${copied?.rows ?? 'none'}`)
  }
}

function differs(path: string, line: string) {
  return problem('copy-differs', { facts: { path }, fixes: [{ kind: 'retry' }], evidence: [line] })
}
