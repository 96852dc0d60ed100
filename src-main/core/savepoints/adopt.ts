import type { Project } from '../../contract/project.ts'
import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import type { SqliteCheck, SqliteTask } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'
import { placeOf, presentFile, type WithPorts } from './context.ts'

/** Notes for a file made by hand, after checking it; nothing is written. Problems: savepoint-file-missing, savepoint-damaged. */
export async function manifestByHand(
  context: WithPorts,
  what: { readonly project: Project; readonly savepoint: Savepoint },
  task: SqliteTask,
): Promise<Manifest> {
  const { savepoint } = what
  const { files, clock, place } = context.ports
  const path = await presentFile(context, what.project, { id: savepoint.id, name: savepoint.file })
  const check = await checkFile(context, { id: savepoint.id, path }, task)
  task.report({ step: 'hashing', amount: null, subject: savepoint.file })
  const sha256 = await files.sha256(path, task.signal)
  const facts = await files.look(placeOf(context, what.project, savepoint.file))
  return {
    savepoint: 1,
    id: savepoint.id,
    takenAt: savepoint.takenAt,
    kind: 'you',
    label: null,
    pinned: false,
    reason: null,
    database: {
      alias: savepoint.database,
      engine: 'sqlite',
      name: savepoint.file,
      journalMode: check.facts.journalMode,
      pageSize: check.facts.pageSize,
    },
    files: [{ name: savepoint.file, role: 'database', bytes: facts?.bytes ?? 0, sha256 }],
    tables: [...check.facts.tables],
    migrations: [...check.facts.migrations],
    whole: true,
    checks: checksOf(check, clock.now()),
    git: null,
    versions: { savepoint: place.version, sqlite: check.facts.sqliteVersion, django: null, python: null },
  }
}

/** Problem: savepoint-damaged, for whatever makes SQLite refuse the file or find fault with it. */
export async function checkFile(
  context: WithPorts,
  file: { readonly id: string; readonly path: string },
  task: SqliteTask,
): Promise<SqliteCheck> {
  const damaged = (evidence: readonly string[], cause?: unknown) =>
    problem('savepoint-damaged', {
      facts: { id: file.id, path: file.path },
      fixes: [{ kind: 'choose-another-savepoint' }],
      evidence,
      cause,
    })
  const check = await context.ports.sqlite.check(file.path, task).catch((error: unknown) => {
    if (!(error instanceof ProblemError) || !error.problem.code.startsWith('database-')) throw error
    throw damaged([error.problem.code, ...error.problem.evidence], error)
  })
  if (check.quickCheck !== 'ok') throw damaged([check.quickCheck])
  return check
}

export function checksOf(check: SqliteCheck, at: Date): NonNullable<Manifest['checks']> {
  return {
    at: at.toISOString(),
    quickCheck: check.quickCheck,
    foreignKeyViolations: check.foreignKeyViolations,
    outcome: 'passed',
  }
}
