import { z } from 'zod'
import { Problem } from './problem.ts'
import { ProjectId } from './project.ts'
import { RehearsalReport, Restored } from './restore.ts'
import { Savepoint } from './savepoint.ts'

export const OperationId = z.string().min(1)
export type OperationId = z.infer<typeof OperationId>

export const OperationKind = z.enum([
  'save',
  'verify',
  'rehearse',
  'restore',
  'undo',
  'export',
  'import',
  'make-demo',
])
export type OperationKind = z.infer<typeof OperationKind>

/** A fact about work under way; the edge turns it into words. */
export const Progress = z.object({
  step: z.enum([
    'waiting-for-lock',
    'copying',
    'flushing',
    'checking',
    'hashing',
    'counting',
    'writing-manifest',
    'saving-safety',
    'replacing',
    'checking-restored',
    'rehearsing',
    'packing',
    'unpacking',
    'creating-environment',
    'installing-django',
    'migrating',
    'filling',
    'cleaning-up',
  ]),
  /** Real amounts; null where they can't be known. */
  amount: z
    .object({
      done: z.number(),
      total: z.number().nullable(),
      unit: z.enum(['bytes', 'rows', 'tables', 'steps']),
    })
    .nullable(),
  /** The table, file or package being worked on. */
  subject: z.string().nullable(),
})
export type Progress = z.infer<typeof Progress>

export const OperationResult = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('saved'),
    savepoint: Savepoint,
    files: z.array(z.string()),
    tookMs: z.number(),
  }),
  z.object({ kind: z.literal('verified'), savepoint: Savepoint, tookMs: z.number() }),
  z.object({ kind: z.literal('rehearsed'), report: RehearsalReport }),
  z.object({ kind: z.literal('restored'), restored: Restored }),
  z.object({ kind: z.literal('exported'), file: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('imported'), savepoint: Savepoint }),
  z.object({ kind: z.literal('demo-made'), root: z.string() }),
])
export type OperationResult = z.infer<typeof OperationResult>

export const OperationState = z.object({
  id: OperationId,
  kind: OperationKind,
  projectId: ProjectId.nullable(),
  /** The savepoint, file or database it is about. */
  subject: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  at: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** False while stopping would not be safe (the replacement itself). */
  cancellable: z.boolean(),
  progress: Progress.nullable(),
  /** Of a rehearsal and of the checks after a restore: complete list from the start, filled in as it goes. */
  report: RehearsalReport.nullable(),
  result: OperationResult.nullable(),
  problem: Problem.nullable(),
})
export type OperationState = z.infer<typeof OperationState>
