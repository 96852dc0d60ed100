import type { Operations } from '../operations/operations.ts'
import type { Ports } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import type { Savepoints } from '../savepoints/savepoints.ts'
import { exportSavepoint } from './export.ts'
import { importBundle } from './import.ts'

export type Transfer = {
  /** Starts an operation; its result is 'exported'. `to` is a folder, or a file name ending in .savepoint; null: the Downloads folder. Never overwrites: file-exists. */
  readonly export: (projectId: string, id: string, to: string | null) => Promise<string>
  /** Starts an operation; its result is 'imported'. The same content twice is one savepoint; the same id with other content gets the next free id. */
  readonly import: (projectId: string, bundle: string) => Promise<string>
}

export function createTransfer(
  ports: Ports,
  core: { readonly projects: Projects; readonly operations: Operations; readonly savepoints: Savepoints },
): Transfer {
  const context = { ports, savepoints: core.savepoints }
  return {
    export: async (projectId, id, to) => {
      const project = await core.projects.get(projectId)
      return core.operations.start({
        kind: 'export',
        projectId,
        subject: id,
        access: 'reads',
        backupsFolder: project.backupsFolder,
        run: (task) => exportSavepoint(context, { project, id, to }, task),
      })
    },
    import: async (projectId, bundle) => {
      const project = await core.projects.get(projectId)
      return core.operations.start({
        kind: 'import',
        projectId,
        subject: bundle,
        access: 'changes',
        backupsFolder: project.backupsFolder,
        run: (task) => importBundle(context, { project, bundle }, task),
      })
    },
  }
}
