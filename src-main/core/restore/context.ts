import type { OperationTask } from '../operations/operations.ts'
import type { Migrations } from '../migrations/migrations.ts'
import type { Operations } from '../operations/operations.ts'
import type { Ports, SqliteTask } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import type { Savepoints } from '../savepoints/savepoints.ts'
import type { SettingsStore } from '../settings/settings.ts'

/** What every file of this capability works with. */
export type Context = {
  readonly ports: Ports
  readonly projects: Projects
  readonly migrations: Migrations
  readonly operations: Operations
  readonly savepoints: Savepoints
  readonly settings: SettingsStore
}

/** The tools' view of an operation: its progress is told as it comes. */
export function toolTask(task: OperationTask): SqliteTask {
  return { signal: task.signal, report: (progress) => task.tell({ kind: 'progress', progress }) }
}

/** For work that must reach its end whatever the person does: checks after a replacement, putting back, cleaning up. */
export function finishingTask(report: SqliteTask['report'] = () => undefined): SqliteTask {
  return { signal: new AbortController().signal, report }
}

export function lockMs(context: Context): number {
  return context.settings.get().lockSeconds * 1000
}
