import { randomUUID } from 'node:crypto'
import type { CheckId, RehearsalReport } from '../../contract/restore.ts'
import type { Project } from '../../contract/project.ts'
import type { Manifest } from '../../contract/savepoint.ts'
import { diskFull } from '../diagnosis/disk-full.ts'
import type { OperationTask } from '../operations/operations.ts'
import { problem, ProblemError } from '../problem.ts'
import { createChecklist, type Checklist, type Judged } from './checklist.ts'
import { lockMs, toolTask, type Context } from './context.ts'
import { judgeDjangoCheck, judgeMigrations, judgeModels } from './judge-code.ts'
import { judgeForeignKeys, judgeIntegrity, judgeRows } from './judge-file.ts'
import { openStaging, type Staging } from './staging.ts'

const ids = [
  'fingerprint',
  'staging',
  'integrity',
  'foreign-keys',
  'migrations',
  'django-check',
  'rows',
  'models',
  'cleanup',
] as const satisfies readonly CheckId[]

type Rehearsing = {
  readonly context: Context
  readonly project: Project
  readonly id: string
  readonly database: string
  readonly checks: Checklist
  readonly task: OperationTask
}

/**
 * The whole restore on a staging copy, which is gone again at the end whatever happens. A failed check stays red in its place and
 * those that need it are skipped; the report says so, and the operation itself ends well. Problems: cancelled.
 */
export async function rehearse(
  context: Context,
  of: { readonly project: Project; readonly id: string; readonly database: string },
  task: OperationTask,
): Promise<RehearsalReport> {
  const checks = createChecklist({ savepointId: of.id, ids, clock: context.ports.clock }, (report) =>
    task.tell({ kind: 'report', report }),
  )
  const staging = await openStaging(context, of.project, {
    operation: `rehearse-${randomUUID()}`,
    savepoint: of.id,
    database: of.database,
  })
  try {
    await inStaging({ context, checks, task, ...of }, staging)
  } catch (error) {
    // Shown in its place already. Only what isn't about the savepoint (cancelled, unexpected) ends the operation itself.
    if (!(error instanceof ProblemError) || task.signal.aborted) throw error
  } finally {
    await removeStaging(checks, staging)
  }
  return checks.report()
}

async function inStaging(of: Rehearsing, staging: Staging): Promise<void> {
  const { context, checks, id } = of
  const { sqlite } = context.ports
  const tools = toolTask(of.task)
  const source = await checks.run('fingerprint', async () => {
    const found = await context.savepoints.intactFile(of.project, id, tools)
    return { ...judgeFingerprint(found.manifest, id), ...found }
  })
  if (source.at === 'failed') return
  await checks.run('staging', async () => {
    await askForSpace(of, source.savepoint.bytes)
    const from = { from: source.path, to: staging.file, lockMs: lockMs(context), verify: false }
    const copy = await sqlite.save(from, tools)
    return { at: 'passed' as const, facts: { file: staging.name, bytes: copy.bytes } }
  })
  const looked = await checks.run('integrity', async () => {
    const check = await sqlite.check(staging.file, tools)
    return { ...judgeIntegrity(check, id), check }
  })
  if (looked.at === 'failed') return
  checks.set('foreign-keys', judgeForeignKeys(looked.check, source.manifest, id))
  await askTheCode(of, staging.file)
  await checks.run('rows', async () => judgeRows(looked.check.facts.tables, source.manifest, id))
}

function judgeFingerprint(manifest: Manifest | null, id: string): Judged {
  if (manifest === null) return { at: 'warned', facts: { comparedWith: 'nothing' } }
  const file = manifest.files.find((each) => each.role === 'database')
  const facts = { sha256: file?.sha256 ?? '', bytes: file?.bytes ?? 0 }
  if (manifest.whole) return { at: 'passed', facts }
  const fixes = [{ kind: 'choose-another-savepoint' as const }]
  return {
    at: 'failed',
    facts,
    problem: problem('savepoint-damaged', { facts: { id, keptAsIs: true }, fixes }).problem,
  }
}

async function askForSpace(of: Rehearsing, bytes: number): Promise<void> {
  const folder = of.project.backupsFolder
  const bytesFree = await of.context.ports.files.freeBytes(folder)
  if (bytesFree >= bytes) return
  throw diskFull(folder, { bytesNeeded: bytes, bytesFree })
}

/** One run of the project's Python answers three checks. When it can't run, they warn: a restore must stay possible. */
async function askTheCode(of: Rehearsing, file: string): Promise<void> {
  const { context, checks, project, id } = of
  const { answer, problem } = await checks.run('migrations', async () => {
    of.task.tell({ kind: 'progress', progress: { step: 'rehearsing', amount: null, subject: null } })
    try {
      const answer = await context.migrations.rehearse(project.id, of.database, file, of.task.signal)
      return { ...judgeMigrations(answer), answer }
    } catch (error) {
      if (!(error instanceof ProblemError) || of.task.signal.aborted) throw error
      return { ...codeNotAsked(error.problem), answer: null }
    }
  })
  checks.set('django-check', answer === null ? codeNotAsked(problem) : judgeDjangoCheck(answer))
  checks.set('models', answer === null ? codeNotAsked(problem) : judgeModels(answer, id))
}

function codeNotAsked(problem: Judged['problem']): Judged {
  return { at: 'warned', facts: { codeAnswered: 'no' }, ...(problem === undefined ? {} : { problem }) }
}

async function removeStaging(checks: Checklist, staging: Staging): Promise<void> {
  for (const line of checks.lines()) {
    if (line.at === 'waiting' && line.id !== 'cleanup') checks.set(line.id, { at: 'skipped', facts: {} })
  }
  await checks.run('cleanup', async () => {
    const removed = await staging.remove()
    return { at: 'passed' as const, facts: { removed } }
  })
}
