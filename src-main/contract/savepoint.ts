import { z } from 'zod'
import { GitState } from './project.ts'

/** The stem its file was born with: db_20261121_101500 (local time), with -2, -3 … for the same second. */
export const SavepointId = z.string().regex(/^[A-Za-z0-9_.-]+$/)
export type SavepointId = z.infer<typeof SavepointId>

export const SavepointKind = z.enum(['you', 'automatic', 'before-restore'])
export type SavepointKind = z.infer<typeof SavepointKind>

/**
 * verified: checked and its hash noted when made (or imported); the hash is compared again by Verify and before every restore.
 * unverified: no manifest of ours (made by hand), or saved without checks.
 * failed: the last check found something wrong.
 * missing: the manifest is there, the file is not.
 * kept-as-is: a damaged database kept byte by byte, so that nothing is lost.
 */
export const Verification = z.enum(['verified', 'unverified', 'failed', 'missing', 'kept-as-is'])
export type Verification = z.infer<typeof Verification>

export const TableCount = z.object({ table: z.string(), rows: z.number().int() })
export type TableCount = z.infer<typeof TableCount>

export const SavedFile = z.object({
  /** Name inside the backups folder, never a path. */
  name: z.string(),
  role: z.enum(['database', 'wal', 'journal']),
  bytes: z.number().int(),
  sha256: z.string(),
})
export type SavedFile = z.infer<typeof SavedFile>

export const AppliedRow = z.object({ app: z.string(), name: z.string(), appliedAt: z.string() })
export type AppliedRow = z.infer<typeof AppliedRow>

/** The JSON beside the file. A savepoint exists when this does. Unknown keys of the same version are kept. */
export const Manifest = z.looseObject({
  savepoint: z.literal(1),
  id: SavepointId,
  takenAt: z.string(),
  kind: SavepointKind,
  label: z.string().nullable(),
  pinned: z.boolean(),
  /** Why it was made automatically, in one of our words: restore, undo, migrate … and of which savepoint. */
  reason: z.object({ kind: z.string(), of: z.string().nullable() }).nullable(),
  database: z.object({
    alias: z.string(),
    engine: z.literal('sqlite'),
    /** File name of the database it was taken from. */
    name: z.string(),
    journalMode: z.string(),
    pageSize: z.number().int(),
  }),
  files: z.array(SavedFile).min(1),
  tables: z.array(TableCount),
  migrations: z.array(AppliedRow),
  /** False when the source itself was damaged and is kept as is. */
  whole: z.boolean(),
  checks: z
    .object({
      at: z.string(),
      quickCheck: z.string(),
      foreignKeyViolations: z.number().int(),
      outcome: z.enum(['passed', 'failed']),
    })
    .nullable(),
  git: GitState.nullable(),
  versions: z.object({
    savepoint: z.string(),
    sqlite: z.string(),
    django: z.string().nullable(),
    python: z.string().nullable(),
  }),
})
export type Manifest = z.infer<typeof Manifest>

/** One row of the list. */
export const Savepoint = z.object({
  id: SavepointId,
  takenAt: z.string(),
  kind: SavepointKind,
  label: z.string().nullable(),
  pinned: z.boolean(),
  reason: z.object({ kind: z.string(), of: z.string().nullable() }).nullable(),
  database: z.string(),
  /** Name of the database file in the backups folder. */
  file: z.string(),
  bytes: z.number(),
  rows: z.number().nullable(),
  verification: Verification,
  /** True only for 'verified'. */
  verified: z.boolean(),
  /** Number of applied migrations in it; null where unknown (made by hand). */
  migrations: z.number().int().nullable(),
  branch: z.string().nullable(),
})
export type Savepoint = z.infer<typeof Savepoint>

export const SavepointDetails = z.object({
  savepoint: Savepoint,
  /** Null for a file made by hand. */
  manifest: Manifest.nullable(),
  paths: z.array(z.string()),
})
export type SavepointDetails = z.infer<typeof SavepointDetails>

/** How one table differs; rows are matched by primary key (whole row where there is none). */
export const TableDelta = z.object({
  table: z.string(),
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  schemaChanged: z.boolean(),
  matchedBy: z.enum(['primary-key', 'whole-row', 'not-compared']),
})
export type TableDelta = z.infer<typeof TableDelta>

/** From `before` to `after`: added is only in after. */
export const Comparison = z.object({
  before: z.string(),
  after: z.string(),
  countedAt: z.string(),
  same: z.boolean(),
  tables: z.array(TableDelta),
  migrations: z.object({ onlyBefore: z.array(AppliedRow), onlyAfter: z.array(AppliedRow) }),
})
export type Comparison = z.infer<typeof Comparison>
