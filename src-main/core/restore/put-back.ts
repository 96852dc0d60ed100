import type { Savepoint } from '../../contract/savepoint.ts'
import type { ProblemCode, StillSafe } from '../../contract/problem.ts'
import { problem, ProblemError } from '../problem.ts'
import { finishingTask, lockMs, type Context } from './context.ts'
import type { Under } from './replacing.ts'

const damage: ReadonlySet<ProblemCode> = new Set([
  'database-damaged',
  'database-truncated',
  'database-not-sqlite',
  'database-missing',
  'database-empty',
])

/**
 * After a failure in or behind the replacement: proves that the old content is there, or puts it there, and says which.
 * Notes the end in the journal. Comes back with the problem to throw: restore-failed.
 */
export async function putBack(under: Under, error: unknown): Promise<ProblemError> {
  const { request, safety, steps } = under
  const evidence: string[] = [...evidenceOf(error)]
  const safe = await oldContent(under, evidence)
  await steps.note(safe === 'database-as-before' ? 'failed' : 'done')
  const cause = error instanceof ProblemError ? error.problem : null
  return problem('restore-failed', {
    facts: {
      ...cause?.facts,
      id: request.savepointId,
      path: request.target.database.path,
      safety: safety?.id ?? null,
      why: cause?.code ?? 'unexpected',
    },
    safe,
    fixes:
      safe === 'way-back-kept' && safety !== null
        ? [{ kind: 'restore-savepoint', savepointId: safety.id }]
        : [...(cause?.fixes ?? []), { kind: 'retry' }],
    evidence,
    cause: error,
  })
}

async function oldContent(under: Under, evidence: string[]): Promise<StillSafe> {
  const { context, request, safety } = under
  const { path } = request.target.database
  try {
    if (safety === null) {
      return (await context.ports.files.look(path)) === null ? 'database-as-before' : 'database-is-new'
    }
    if (await holds(context, { path, safety, under })) return 'database-as-before'
    if (safety.verification === 'kept-as-is') return 'way-back-kept'
    const from = (await context.savepoints.intactFile(request.target.project, safety.id, finishingTask()))
      .path
    await context.ports.sqlite.restore(
      {
        from,
        into: path,
        lockMs: lockMs(context),
        beforeReplacing: () => mustBeOurs(under),
        onlyIfUnchanged: true,
      },
      finishingTask(),
    )
    return (await holds(context, { path, safety, under })) ? 'database-as-before' : 'way-back-kept'
  } catch (error) {
    evidence.push(...evidenceOf(error))
    return 'way-back-kept'
  }
}

/**
 * Only what the failed replacement itself left may be overwritten: the savepoint's content, or a file that is damaged. A whole
 * database with other rows holds what somebody committed since, and that is nowhere else.
 */
async function mustBeOurs({ context, request, source }: Under): Promise<void> {
  const { path } = request.target.database
  if (!(await isWhole(context, path))) return
  if (await context.ports.sqlite.sameContent(path, source.path, finishingTask())) return
  throw problem('changed-since-approved', { facts: { path, whileSaving: true }, safe: 'way-back-kept' })
}

async function isWhole(context: Context, path: string): Promise<boolean> {
  const checked = await orDamaged(() => context.ports.sqlite.check(path, finishingTask(), 'live'))
  return checked?.quickCheck === 'ok'
}

/** Null when the live file is damaged: then it is neither old nor new. */
async function orDamaged<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof ProblemError && damage.has(error.problem.code)) return null
    throw error
  }
}

/** Is what was there before in the live file, row for row (byte for byte where it was damaged)? */
async function holds(
  context: Context,
  of: { readonly path: string; readonly safety: Savepoint; readonly under: Under },
): Promise<boolean> {
  const { project } = of.under.request.target
  const kept = await context.savepoints.intactFile(project, of.safety.id, finishingTask())
  if (of.safety.verification === 'kept-as-is') {
    const noted = kept.manifest?.files.find((file) => file.role === 'database')
    return noted !== undefined && (await context.ports.files.sha256(of.path)) === noted.sha256
  }
  return (
    (await orDamaged(() => context.ports.sqlite.sameContent(of.path, kept.path, finishingTask()))) ?? false
  )
}

function evidenceOf(error: unknown): readonly string[] {
  if (error instanceof ProblemError) return [error.problem.code, ...error.problem.evidence]
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)].flatMap((text) =>
    text.split('\n'),
  )
}
