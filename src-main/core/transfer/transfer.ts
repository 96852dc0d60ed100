import type { Operations } from '../operations/operations.ts'
import type { Ports } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import type { Savepoints } from '../savepoints/savepoints.ts'

export type Transfer = {
  /** Starts an operation; its result is 'exported'. `to` is a folder, or a file name ending in .savepoint; null: the Downloads folder. Never overwrites: file-exists. */
  readonly export: (projectId: string, id: string, to: string | null) => Promise<string>
  /** Starts an operation; its result is 'imported'. The same content twice is one savepoint; the same id with other content gets the next free id. */
  readonly import: (projectId: string, bundle: string) => Promise<string>
}

export declare function createTransfer(
  ports: Ports,
  core: { readonly projects: Projects; readonly operations: Operations; readonly savepoints: Savepoints },
): Transfer
