import type { Progress } from '../../contract/operation.ts'
import { pathsFor } from '../operations/paths-for.ts'
import { problem, ProblemError } from '../problem.ts'
import { sameStamp, stampOf } from './approval.ts'
import type { Judged } from './checklist.ts'
import { finishingTask } from './context.ts'
import { judgeForeignKeys, judgeIntegrity, judgeRows } from './judge-file.ts'
import { putBack } from './put-back.ts'
import { hasBytesOf } from './put-bytes.ts'
import type { Under } from './replacing.ts'

/**
 * Is the savepoint really in? A damaged file is taken back at once. Content that differs is taken back by nobody but the person:
 * it may hold what a program wrote a moment ago. Problems: restore-failed, restored-but-differs, database-*.
 */
export async function checkRestored(under: Under): Promise<void> {
  const { request, steps, checks } = under
  const after = await stampOf(under.context.ports.files, request.target.database.path)
  try {
    if (under.source.savepoint.verification === 'kept-as-is') await checkBytes(under)
    else await checkContent(under, () => writtenSince(under, after))
  } catch (error) {
    if (error instanceof Damaged) throw await putBack(under, error.cause)
    await steps.note('done')
    throw isNew(under, error)
  }
  await steps.note('checked')
  await steps.note('done')
  const failed = checks.lines().some((line) => line.at === 'failed')
  if (failed) throw differs(under)
}

class Damaged extends Error {}

async function checkContent(under: Under, writtenSince: () => Promise<boolean>): Promise<void> {
  const { context, request, source, checks } = under
  const { sqlite } = context.ports
  const { path } = request.target.database
  const task = finishingTask((progress) => told(under, progress))
  told(under, null)
  const { check } = await checks.run('integrity', async () => {
    const check = await sqlite.check(path, task, 'live')
    const judged = await unlessWritten(judgeIntegrity(check, request.savepointId), writtenSince)
    return { ...judged, check }
  })
  if (check.quickCheck !== 'ok' && !(await writtenSince()))
    throw new Damaged(check.quickCheck, { cause: differs(under) })
  const { manifest } = source
  checks.set(
    'foreign-keys',
    await unlessWritten(judgeForeignKeys(check, manifest, request.savepointId), writtenSince),
  )
  checks.set(
    'rows',
    await unlessWritten(judgeRows(check.facts.tables, manifest, request.savepointId), writtenSince),
  )
  await checks.run('content', async () => {
    const same = await sqlite.sameContent(path, source.path, task)
    return unlessWritten({ at: same ? 'passed' : 'failed', facts: {} }, writtenSince)
  })
}

async function checkBytes(under: Under): Promise<void> {
  const { checks } = under
  told(under, null)
  for (const id of ['integrity', 'foreign-keys', 'rows'] as const) {
    checks.set(id, { at: 'skipped', facts: { was: 'damaged' } })
  }
  await checks.run('content', async () => ({
    at: (await hasBytesOf(under)) ? 'passed' : 'failed',
    facts: { compared: 'bytes' },
  }))
}

/** A server that goes on writing makes a difference that isn't the restore's. */
async function unlessWritten(judged: Judged, writtenSince: () => Promise<boolean>): Promise<Judged> {
  if (judged.at !== 'failed' || !(await writtenSince())) return judged
  return { at: 'warned', facts: { ...judged.facts, writtenSince: 'yes' } }
}

async function writtenSince(under: Under, after: Awaited<ReturnType<typeof stampOf>>): Promise<boolean> {
  const { path } = under.request.target.database
  return !sameStamp(after, await stampOf(under.context.ports.files, path))
}

function told(under: Under, progress: Progress | null): void {
  const amount = progress?.amount ?? null
  const subject = progress?.subject ?? null
  under.task.tell({ kind: 'progress', progress: { step: 'checking-restored', amount, subject } })
}

function differs(under: Under): ProblemError {
  const { path } = under.request.target.database
  const safety = under.safety?.id ?? null
  return problem('restored-but-differs', {
    facts: {
      name: pathsFor(under.context.ports.platform).basename(path),
      path,
      id: under.request.savepointId,
      safety,
    },
    safe: 'way-back-kept',
    fixes: safety === null ? [{ kind: 'retry' }] : [{ kind: 'restore-savepoint', savepointId: safety }],
  })
}

/** The content is in; only looking at it failed. */
function isNew(under: Under, error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error
  const { code, facts, fixes, evidence } = error.problem
  const safety = under.safety?.id ?? null
  return problem(code, {
    facts: { ...facts, safety },
    safe: 'database-is-new',
    fixes,
    evidence,
    cause: error,
  })
}
