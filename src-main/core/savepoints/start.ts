import type { Project } from '../../contract/project.ts'
import { problem } from '../problem.ts'
import { findEntry, type SavepointsContext, sqliteTask } from './context.ts'
import { makeNow } from './make.ts'
import { showSavepoint } from './show.ts'
import { verifySavepoint } from './verify.ts'

export async function startSave(
  context: SavepointsContext,
  project: Project,
  asked: { readonly database: string; readonly label: string | null },
): Promise<string> {
  const label = tidyLabel(asked.label)
  return context.operations.start({
    kind: 'save',
    projectId: project.id,
    subject: asked.database,
    access: 'changes',
    backupsFolder: project.backupsFolder,
    run: async (task) => {
      const began = context.ports.clock.ticks()
      const target = await context.migrations.sqliteTarget(project.id, asked.database, task.signal)
      const made = await makeNow(context, { target, kind: 'you', label, reason: null }, sqliteTask(task))
      const { savepoint, paths } = await showSavepoint(context, project, made.id)
      return {
        kind: 'saved',
        savepoint,
        files: paths,
        tookMs: Math.round(context.ports.clock.ticks() - began),
      }
    },
  })
}

export async function startVerify(context: SavepointsContext, project: Project, id: string): Promise<string> {
  await findEntry(context, project, id)
  return context.operations.start({
    kind: 'verify',
    projectId: project.id,
    subject: id,
    access: 'reads',
    backupsFolder: project.backupsFolder,
    run: async (task) => {
      const began = context.ports.clock.ticks()
      const savepoint = await verifySavepoint(context, { project, id }, sqliteTask(task))
      return { kind: 'verified', savepoint, tookMs: Math.round(context.ports.clock.ticks() - began) }
    },
  })
}

/** One line of at most 200 characters, or none. Problem: input-invalid. */
export function tidyLabel(label: string | null): string | null {
  const tidy = label?.replaceAll(/\s+/g, ' ').trim() ?? ''
  if (tidy.length > 200) {
    throw problem('input-invalid', { facts: { why: 'a label has at most 200 characters' } })
  }
  return tidy === '' ? null : tidy
}
