import type { Recovery, RestorePlan, Undoable } from '../../contract/restore.ts'
import type { Migrations } from '../migrations/migrations.ts'
import type { Operations } from '../operations/operations.ts'
import type { Ports } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import type { Savepoints } from '../savepoints/savepoints.ts'
import type { SettingsStore } from '../settings/settings.ts'

export type Restore = {
  readonly plan: (projectId: string, id: string, signal?: AbortSignal) => Promise<RestorePlan>
  /** Starts an operation; its result is 'rehearsed'. */
  readonly rehearse: (projectId: string, id: string) => Promise<string>
  /** Starts an operation; its result is 'restored'. Problem before anything happens: changed-since-approved. */
  readonly execute: (projectId: string, id: string, approval: string) => Promise<string>
  readonly undoable: (projectId: string) => Promise<Undoable | null>
  /** One step; itself undoable. Starts an operation of kind 'undo'. */
  readonly undo: (projectId: string, safety: string) => Promise<string>
  /** Looks at the journal for operations that never ended, puts things right, cleans up, and says so once. */
  readonly recovered: (projectId: string) => Promise<readonly Recovery[]>
}

export declare function createRestore(
  ports: Ports,
  core: {
    readonly projects: Projects
    readonly migrations: Migrations
    readonly operations: Operations
    readonly savepoints: Savepoints
    readonly settings: SettingsStore
  },
): Restore
