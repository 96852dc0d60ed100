import type { Project } from '../../contract/project.ts'
import type { SqliteTarget } from '../migrations/migrations.ts'
import { openJournal } from '../operations/journal.ts'
import { ProblemError } from '../problem.ts'
import type { Context } from './context.ts'

/** Problems of code and environment: they must not keep anybody from getting a database back. */
const codeIsBroken: ReadonlySet<string> = new Set([
  'no-environment',
  'environment-broken',
  'django-missing',
  'django-unsupported',
  'settings-failed',
  'project-code-failed',
  'migrations-unreadable',
  'inspection-timed-out',
  'inspector-crashed',
])

/**
 * The file behind an alias, as the settings say now; when the project's code can't be run, as the journal noted it last.
 * The plan shows the path, and the approval covers it. Problems: those of `sqliteTarget` when the journal doesn't know either.
 */
export async function findTarget(
  context: Context,
  of: { readonly project: Project; readonly database: string },
  signal: AbortSignal,
): Promise<SqliteTarget> {
  const { project, database } = of
  try {
    return await context.migrations.sqliteTarget(project.id, database, signal)
  } catch (error) {
    if (!isCodeBroken(error)) throw error
    const entries = await openJournal(context.ports, project.backupsFolder).entries()
    const noted = entries.findLast((entry) => entry.database === database && entry.target !== null)
    if (noted === undefined || noted.target === null) throw error
    return targetAt(project, database, noted.target)
  }
}

/** A target whose path is known for certain (from the journal), with the versions of the moment where they can be had. */
export async function knownTarget(
  context: Context,
  of: { readonly project: Project; readonly database: string; readonly path: string },
  signal: AbortSignal,
): Promise<SqliteTarget> {
  const fallback = targetAt(of.project, of.database, of.path)
  try {
    const target = await context.migrations.sqliteTarget(of.project.id, of.database, signal)
    return { ...target, database: { ...target.database, ...fallback.database } }
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code !== 'cancelled') return fallback
    throw error
  }
}

export function isCodeBroken(error: unknown): error is ProblemError {
  return error instanceof ProblemError && codeIsBroken.has(error.problem.code)
}

function targetAt(project: Project, alias: string, path: string): SqliteTarget {
  return {
    project,
    database: {
      alias,
      engine: 'sqlite',
      backend: 'django.db.backends.sqlite3',
      name: path,
      path,
      inMemory: false,
      exists: null,
      bytes: null,
    },
    djangoVersion: 'unknown',
    pythonVersion: 'unknown',
  }
}
