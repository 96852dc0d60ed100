import type { OperationTask } from '../operations/operations.ts'
import type { Ports, SqliteTask } from '../ports.ts'
import type { Savepoints } from '../savepoints/savepoints.ts'

export type TransferContext = { readonly ports: Ports; readonly savepoints: Savepoints }

export function reporting(task: OperationTask): SqliteTask {
  return { signal: task.signal, report: (progress) => task.tell({ kind: 'progress', progress }) }
}
