import { z } from 'zod'
import { Problem } from './problem.ts'
import { Comparison, Savepoint } from './savepoint.ts'

/** Something that must be put right before Replace turns on; its fixes say how. */
export const RestorePlan = z.object({
  /** Made from all of this content and from the state of the files; executing takes it back and refuses when the world changed. */
  approval: z.string(),
  projectId: z.string(),
  database: z.string(),
  savepoint: Savepoint,
  target: z.object({
    path: z.string(),
    name: z.string(),
    exists: z.boolean(),
    bytes: z.number(),
    /** False when it can't be read as SQLite: it is then kept byte by byte before it is replaced. */
    whole: z.boolean(),
  }),
  /** From now to the savepoint: `added` rows come back, `removed` rows go. Null when now can't be read. */
  changes: Comparison.nullable(),
  /** Name that the safety savepoint will get, about (the second may differ). */
  safetyName: z.string(),
  bytesNeeded: z.number(),
  blockers: z.array(Problem),
})
export type RestorePlan = z.infer<typeof RestorePlan>

export const CheckId = z.enum([
  'fingerprint',
  'staging',
  'integrity',
  'foreign-keys',
  'migrations',
  'django-check',
  'rows',
  'models',
  'cleanup',
  // only after a restore: the way back was saved, the content went in, and it is the savepoint's row for row
  'safety',
  'replaced',
  'content',
])
export type CheckId = z.infer<typeof CheckId>

export const CheckLine = z.object({
  id: CheckId,
  at: z.enum(['waiting', 'running', 'passed', 'warned', 'failed', 'skipped']),
  /** Numbers and names for the sentence: tables, rows, applied, pending, missing, issues … */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  tookMs: z.number().nullable(),
  problem: Problem.nullable(),
})
export type CheckLine = z.infer<typeof CheckLine>

export const RehearsalReport = z.object({
  savepointId: z.string(),
  at: z.string(),
  outcome: z.enum(['running', 'passed', 'warned', 'failed']),
  checks: z.array(CheckLine),
})
export type RehearsalReport = z.infer<typeof RehearsalReport>

export const Restored = z.object({
  database: z.string(),
  target: z.string(),
  /** The savepoint that is now in the database. */
  restored: z.string(),
  /** The savepoint that holds what was there before; null only when nothing was there. */
  safety: z.string().nullable(),
  at: z.string(),
  tookMs: z.number(),
  checks: z.array(CheckLine),
})
export type Restored = z.infer<typeof Restored>

/** What one step of Undo would do. */
export const Undoable = z.object({
  database: z.string(),
  /** Savepoint that would be brought back. */
  safety: z.string(),
  /** The restore that would be undone. */
  restored: z.string(),
  restoredAt: z.string(),
})
export type Undoable = z.infer<typeof Undoable>

/** What was found and cleaned up after a crash, said once at the next start. */
export const Recovery = z.object({
  operation: z.enum(['save', 'restore', 'undo', 'rehearse', 'other']),
  startedAt: z.string(),
  /** Which content the database has now. `neither` is a damaged file: facts of the way back are in `safety`. */
  database: z.enum(['untouched', 'old', 'new', 'neither']),
  target: z.string().nullable(),
  safety: z.string().nullable(),
  removed: z.array(z.string()),
})
export type Recovery = z.infer<typeof Recovery>
