import type { Project } from '../../contract/project.ts'
import type { Recovery } from '../../contract/restore.ts'
import type { Comparison } from '../../contract/savepoint.ts'
import { ProblemError } from '../problem.ts'
import { finishingTask, type Context } from './context.ts'
import { oldOrNew, type OpenWork } from './open-work.ts'

/** Which content does the database have after an interrupted replacement? SQLite itself recovers a hot journal by opening it. */
export async function contentNow(
  context: Context,
  project: Project,
  work: OpenWork,
): Promise<Recovery['database']> {
  const { target, savepoint, safety } = work.last
  if (!work.steps.has('replacing') || target === null || savepoint === null) return 'untouched'
  const replaced = work.steps.has('replaced')
  if ((await context.ports.files.look(target)) === null) return safety === null ? 'old' : 'neither'
  const toNew = await distance(context, project, { target, id: savepoint })
  if (safety === null) return oldOrNew({ toOld: null, toNew }, replaced)
  return oldOrNew(
    { toNew, toOld: await distance(context, project, { target, id: safety }) },
    replaced && toNew !== null,
  )
}

/** Null when either can't be read as SQLite; bytes are compared with a savepoint that was kept as is. */
async function distance(
  context: Context,
  project: Project,
  of: { readonly target: string; readonly id: string },
): Promise<number | null> {
  const { sqlite, files } = context.ports
  try {
    const kept = await context.savepoints.intactFile(project, of.id, finishingTask())
    if (kept.savepoint.verification === 'kept-as-is') {
      const noted = kept.manifest?.files.find((file) => file.role === 'database')
      return noted !== undefined && (await files.sha256(of.target)) === noted.sha256 ? 0 : null
    }
    await sqlite.look(of.target, finishingTask())
    if (await sqlite.sameContent(of.target, kept.path, finishingTask())) return 0
    return differences(await sqlite.compare(of.target, kept.path, finishingTask()))
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

function differences(compared: Pick<Comparison, 'tables' | 'migrations'>): number {
  const rows = compared.tables.map(
    (table) => table.added + table.removed + table.changed + (table.schemaChanged ? 1 : 0),
  )
  return Math.max(
    1,
    rows.reduce((sum, number) => sum + number, 0),
  )
}
