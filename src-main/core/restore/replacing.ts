import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import type { SqliteTarget } from '../migrations/migrations.ts'
import type { OperationTask } from '../operations/operations.ts'
import type { Stamp } from './approval.ts'
import type { Checklist } from './checklist.ts'
import type { Context } from './context.ts'
import type { Steps } from './steps.ts'

export type Replacing = {
  readonly kind: 'restore' | 'undo'
  readonly target: SqliteTarget
  /** The savepoint that goes in. */
  readonly savepointId: string
  /** Null for an undo, which asks nobody. Throws changed-since-approved; told what the database looks like now. */
  readonly approve: ((now: Stamp) => Promise<void>) | null
}

/** The savepoint's content on its way in. */
export type Source = {
  readonly path: string
  readonly savepoint: Savepoint
  readonly manifest: Manifest | null
}

/** One replacement under way. */
export type Under = {
  readonly context: Context
  readonly request: Replacing
  readonly task: OperationTask
  readonly steps: Steps
  readonly checks: Checklist
  readonly source: Source
  readonly safety: Savepoint | null
}
