import type { Project } from '../../contract/project.ts'
import type { Comparison } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import { findEntry, presentFile, type SavepointsContext } from './context.ts'

/** Null is the live database; in the answer it is called 'now'. */
export async function compareSavepoints(
  context: SavepointsContext,
  what: {
    readonly project: Project
    readonly before: string | null
    readonly after: string | null
    readonly database: string
  },
  signal: AbortSignal,
): Promise<Comparison> {
  const { project } = what
  const { sqlite, clock } = context.ports
  try {
    const [before, after] = await Promise.all([place(what.before), place(what.after)])
    const compared = await sqlite.compare(before, after, { signal, report: () => undefined })
    return {
      before: what.before ?? 'now',
      after: what.after ?? 'now',
      countedAt: clock.now().toISOString(),
      ...compared,
    }
  } catch (error) {
    throw fileProblem(error, project.backupsFolder)
  }

  async function place(id: string | null): Promise<string> {
    if (id === null) {
      const target = await context.migrations.sqliteTarget(project.id, what.database, signal)
      return target.database.path
    }
    const { savepoint } = await findEntry(context, project, id)
    return presentFile(context, project, { id, name: savepoint.file })
  }
}
