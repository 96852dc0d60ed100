import { z } from 'zod'

/** How something can go wrong. The words for each code are in `words/problems.<language>.ts`. */
export const ProblemCode = z.enum([
  // projects and environments
  'folder-not-found',
  'not-a-django-project',
  'settings-not-named',
  'project-unknown',
  'no-environment',
  'environment-unknown',
  'environment-broken',
  'django-missing',
  'django-unsupported',
  // what the project's own code does
  'settings-failed',
  'project-code-failed',
  'migrations-unreadable',
  'inspection-timed-out',
  'inspector-crashed',
  // the database
  'database-unknown',
  'engine-unsupported',
  'database-in-memory',
  'database-missing',
  'database-empty',
  'database-is-folder',
  'database-not-sqlite',
  'database-truncated',
  'database-damaged',
  'database-encrypted',
  'database-locked',
  'database-read-only',
  'database-not-readable',
  // savepoints
  'savepoint-unknown',
  'savepoint-file-missing',
  'savepoint-changed',
  'savepoint-damaged',
  'savepoint-pinned',
  'savepoint-in-use',
  'manifest-damaged',
  'manifest-newer',
  'copy-differs',
  'name-invalid',
  'folder-not-writable',
  'disk-full',
  // restore
  'changed-since-approved',
  'rehearsal-failed',
  'safety-failed',
  'restore-failed',
  'restored-but-differs',
  'nothing-to-undo',
  // bundles
  'bundle-damaged',
  'bundle-unsafe',
  'bundle-newer',
  'file-exists',
  // operations and the program itself
  'operation-unknown',
  'project-busy',
  'cancelled',
  'input-invalid',
  'demo-failed',
  'not-available-here',
  'settings-reset',
  'unexpected',
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** A way out as data: a button, a hint of the command line and a test all use the same one. */
export const Fix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('retry') }),
  z.object({ kind: z.literal('stop-process'), pid: z.number().int(), name: z.string() }),
  z.object({
    kind: z.literal('free-disk-space'),
    folder: z.string(),
    bytesNeeded: z.number(),
    bytesFree: z.number(),
  }),
  z.object({ kind: z.literal('choose-environment') }),
  z.object({ kind: z.literal('choose-another-savepoint') }),
  z.object({ kind: z.literal('restore-savepoint'), savepointId: z.string() }),
  z.object({ kind: z.literal('open-file'), path: z.string(), line: z.number().int().nullable() }),
  z.object({ kind: z.literal('open-folder'), path: z.string() }),
  z.object({ kind: z.literal('choose-folder') }),
  z.object({ kind: z.literal('unpin-first'), savepointId: z.string() }),
  z.object({ kind: z.literal('update-savepoint') }),
  z.object({ kind: z.literal('raise-time-limit'), seconds: z.number() }),
  z.object({ kind: z.literal('make-writable'), path: z.string() }),
  z.object({ kind: z.literal('rehearse-again') }),
])
export type Fix = z.infer<typeof Fix>

/** What is certainly as it was: the second sentence of every problem. */
export const StillSafe = z.enum([
  'nothing-was-changed', // neither the database nor a savepoint
  'database-as-before', // a change was begun and taken back, or refused before it began
  'database-is-new', // the restore is in, only a later step failed
  'way-back-kept', // the database may differ; facts.safety names the savepoint that holds what was there
])
export type StillSafe = z.infer<typeof StillSafe>

export const Problem = z.object({
  code: ProblemCode,
  /** What the words need: paths, names, counts, bytes, times in ms. Never a secret. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  safe: StillSafe,
  fixes: z.array(Fix),
  /** Raw lines of whoever complained, newest last, at most 40 of at most 400 characters each. */
  evidence: z.array(z.string()),
})
export type Problem = z.infer<typeof Problem>
