import type { CheckId, Restored } from '../../contract/restore.ts'
import type { OperationTask } from '../operations/operations.ts'
import { pathsFor } from '../operations/paths-for.ts'
import { problem, ProblemError } from '../problem.ts'
import { sameStamp, stampOf, type Stamp } from './approval.ts'
import { createChecklist } from './checklist.ts'
import { checkRestored } from './check-restored.ts'
import { lockMs, toolTask, type Context } from './context.ts'
import { putBytes } from './put-bytes.ts'
import { putBack } from './put-back.ts'
import type { Replacing, Under } from './replacing.ts'
import { saveFirst } from './save-first.ts'
import { openSteps, type Steps } from './steps.ts'

const ids = [
  'fingerprint',
  'safety',
  'replaced',
  'integrity',
  'foreign-keys',
  'rows',
  'content',
] as const satisfies readonly CheckId[]

/**
 * Safety first, then the content, then the checks; each step is in the journal before it begins. The caller holds the project's
 * lock. Problems: changed-since-approved, those of `intactFile`, safety-failed, restore-failed, restored-but-differs, database-*.
 * Each says where the way back is, once there is one.
 */
export async function replaceDatabase(
  context: Context,
  request: Replacing,
  task: OperationTask,
): Promise<Restored> {
  const began = context.ports.clock.ticks()
  const steps = openSteps(context, request)
  const checks = createChecklist(
    { savepointId: request.savepointId, ids, clock: context.ports.clock },
    (report) => task.tell({ kind: 'report', report }),
  )
  await steps.note('begun')
  const ready = await orNoteFailed(steps, () => prepare({ context, request, task, steps, checks }))
  await replace(ready.under, ready.stamp)
  await checkRestored(ready.under)
  return {
    database: request.target.database.alias,
    target: request.target.database.path,
    restored: request.savepointId,
    safety: ready.under.safety?.id ?? null,
    at: context.ports.clock.now().toISOString(),
    tookMs: Math.round(context.ports.clock.ticks() - began),
    checks: [...checks.lines()],
  }
}

/** Nothing but a savepoint is made here. The stamp is of before the safety savepoint: whatever is written later isn't in it. */
async function prepare(
  of: Omit<Under, 'source' | 'safety'>,
): Promise<{ readonly under: Under; readonly stamp: Stamp }> {
  const { context, request, checks, steps } = of
  const { path } = request.target.database
  const source = await checks.run('fingerprint', async () => {
    const tools = toolTask(of.task)
    const { project } = request.target
    const found = await context.savepoints.intactFile(project, request.savepointId, tools)
    return {
      at: found.manifest === null ? 'warned' : 'passed',
      facts: { bytes: found.savepoint.bytes },
      ...found,
    }
  })
  const stamp = await stampOf(context.ports.files, path)
  await request.approve?.(stamp)
  const safety = await saveFirst(of)
  await steps.note('safety-saved', safety?.id ?? null)
  return { under: { ...of, source, safety }, stamp }
}

async function replace(under: Under, stamp: Stamp): Promise<void> {
  const { context, request, task, steps, checks, source } = under
  const { path } = request.target.database
  let begun = false
  const beforeReplacing = async () => {
    task.tell({ kind: 'cancellable', cancellable: false })
    await steps.note('replacing')
    // Last of all: the less time until SQLite has the lock, the better.
    await nothingWrittenSince(under, stamp)
    begun = true
    task.tell({ kind: 'progress', progress: { step: 'replacing', amount: null, subject: path } })
  }
  try {
    await checks.run('replaced', async () => {
      await (source.savepoint.verification === 'kept-as-is'
        ? putBytes(under, beforeReplacing)
        : context.ports.sqlite.restore(
            {
              from: source.path,
              into: path,
              lockMs: lockMs(context),
              beforeReplacing,
              onlyIfUnchanged: true,
            },
            toolTask(task),
          ))
      return { at: 'passed', facts: { bytes: source.savepoint.bytes } }
    })
    await steps.note('replaced')
  } catch (error) {
    // SQLite took everything back when somebody committed in the last moment: what is there is theirs, and not to be touched.
    if (begun && !isChangedSince(error)) throw await putBack(under, error)
    throw await steps.noteFailed(withWayBack(under, error))
  }
}

/** A commit between the safety savepoint and the replacement would be in neither: then nothing is replaced. */
async function nothingWrittenSince(under: Under, stamp: Stamp): Promise<void> {
  const { files } = under.context.ports
  const { path } = under.request.target.database
  const now = await stampOf(files, path)
  if (sameStamp(stamp, now)) return
  // Saving checkpoints a -wal, which moves the times without a change: then the content itself is asked.
  if (stamp.wal !== null && (await isSafety(under)) && sameStamp(now, await stampOf(files, path))) return
  throw problem('changed-since-approved', {
    facts: {
      name: pathsFor(under.context.ports.platform).basename(path),
      path,
      id: under.request.savepointId,
      safety: under.safety?.id ?? null,
      whileSaving: true,
    },
    fixes: [under.request.kind === 'undo' ? { kind: 'retry' } : { kind: 'rehearse-again' }],
  })
}

/** Is what is in the live file now what the safety savepoint holds? */
async function isSafety(under: Under): Promise<boolean> {
  const { context, request, safety } = under
  if (safety?.verified !== true) return false
  const { project, database } = request.target
  const kept = await context.savepoints.intactFile(project, safety.id, toolTask(under.task))
  return context.ports.sqlite.sameContent(database.path, kept.path, toolTask(under.task))
}

function isChangedSince(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'changed-since-approved'
}

function withWayBack(under: Under, error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error
  const { code, facts, fixes, evidence } = error.problem
  const safety = under.safety?.id ?? null
  return problem(code, {
    facts: { ...facts, safety },
    safe: 'database-as-before',
    fixes,
    evidence,
    cause: error,
  })
}

async function orNoteFailed<T>(steps: Steps, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw await steps.noteFailed(error)
  }
}
