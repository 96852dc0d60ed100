import type { Savepoint } from '../../contract/savepoint.ts'
import { pathsFor } from '../operations/paths-for.ts'
import { problem, ProblemError } from '../problem.ts'
import { toolTask } from './context.ts'
import type { Under } from './replacing.ts'
import { writeBlockers } from './writable.ts'

/** Problems that say by themselves what to do; every other one becomes safety-failed. */
const plain: ReadonlySet<string> = new Set([
  'cancelled',
  'disk-full',
  'folder-not-writable',
  'database-locked',
  'database-not-readable',
  'database-is-folder',
])

/** The way back: what is there now, verified, or byte by byte when it is damaged. Null only when nothing is there. */
export async function saveFirst(of: Omit<Under, 'source' | 'safety'>): Promise<Savepoint | null> {
  const { context, request, checks, task } = of
  const { database, project } = request.target
  const [blocker] = await writeBlockers(context.ports, {
    database: database.path,
    backupsFolder: project.backupsFolder,
  })
  if (blocker !== undefined) {
    checks.set('safety', { at: 'failed', facts: {}, problem: blocker })
    throw new ProblemError(blocker)
  }
  const there = await context.ports.files.look(request.target.database.path)
  if (there === null) {
    checks.set('safety', { at: 'skipped', facts: { was: 'missing' } })
    return null
  }
  const { safety } = await checks.run('safety', async () => {
    task.tell({ kind: 'progress', progress: { step: 'saving-safety', amount: null, subject: null } })
    const safety = await save(of)
    if (!safety.verified && safety.verification !== 'kept-as-is') throw failed(of, null)
    const facts = { safety: safety.id, file: safety.file, bytes: safety.bytes }
    return { at: safety.verified ? 'passed' : 'warned', facts, safety }
  })
  return safety
}

async function save(of: Omit<Under, 'source' | 'safety'>): Promise<Savepoint> {
  const { context, request, task } = of
  try {
    return await context.savepoints.makeNow(
      {
        target: request.target,
        kind: 'before-restore',
        label: null,
        // Retention spares the savepoint named here: it is about to be put in.
        reason: { kind: request.kind, of: request.savepointId },
      },
      toolTask(task),
    )
  } catch (error) {
    if (!(error instanceof ProblemError) || plain.has(error.problem.code)) throw error
    throw failed(of, error)
  }
}

function failed(of: Omit<Under, 'source' | 'safety'>, error: ProblemError | null): ProblemError {
  const { path } = of.request.target.database
  const name = pathsFor(of.context.ports.platform).basename(path)
  return problem('safety-failed', {
    facts: { name, path, why: error?.problem.code ?? 'not-verified' },
    fixes: error?.problem.fixes ?? [{ kind: 'retry' }],
    evidence: error?.problem.evidence ?? [],
    cause: error ?? undefined,
  })
}
