import type { OperationKind, OperationResult, OperationState, Progress } from '../../contract/operation.ts'
import type { RehearsalReport } from '../../contract/restore.ts'
import type { Ports } from '../ports.ts'

/** What running work may tell. */
export type OperationFact =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'report'; readonly report: RehearsalReport }
  | { readonly kind: 'cancellable'; readonly cancellable: boolean }

export type OperationTask = { readonly signal: AbortSignal; readonly tell: (fact: OperationFact) => void }

export type OperationSpec = {
  readonly kind: OperationKind
  readonly projectId: string | null
  readonly subject: string | null
  /** 'changes': one at a time per project, across processes (lock file in the backups folder); 'reads': any number. */
  readonly access: 'reads' | 'changes'
  readonly backupsFolder: string | null
  /** Resolves with the result or throws ProblemError; anything else thrown becomes 'unexpected' with its evidence. */
  readonly run: (task: OperationTask) => Promise<OperationResult>
}

export type Operations = {
  /** Begins at once and returns its id. Problem: project-busy (naming the operation that is under way). */
  readonly start: (spec: OperationSpec) => Promise<string>
  readonly list: (projectId: string | null) => readonly OperationState[]
  /** The state now, then newer ones (latest wins), ending after the final one. Problem: operation-unknown. */
  readonly watch: (operationId: string, signal?: AbortSignal) => AsyncGenerator<OperationState>
  readonly finished: (operationId: string) => Promise<OperationState>
  /** Asks it to stop; does nothing when it has ended or can't be cancelled now. */
  readonly cancel: (operationId: string) => void
}

export declare function createOperations(ports: Ports): Operations
