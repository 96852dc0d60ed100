import { z } from 'zod'

/** What the inspector answers about a project in one go. The Python side is `assets/inspector`. */

export const MigrationKey = z.object({ app: z.string(), name: z.string() })
export type MigrationKey = z.infer<typeof MigrationKey>

export const MigrationOperation = z.object({
  /** Django's class name: CreateModel, AddField, RunPython … */
  type: z.string(),
  /** Django's own `describe()`. */
  says: z.string(),
  reversible: z.boolean(),
  /** Does running it forward remove rows or values? Backward? */
  destroysForward: z.boolean(),
  destroysBackward: z.boolean(),
  /** Table it works on, where that is known. */
  table: z.string().nullable(),
})
export type MigrationOperation = z.infer<typeof MigrationOperation>

export const MigrationState = z.object({
  app: z.string(),
  name: z.string(),
  applied: z.boolean(),
  /** ISO time with offset, from django_migrations; null when pending. */
  appliedAt: z.string().nullable(),
  /** Applied, but no file on this branch. */
  ghost: z.boolean(),
  replaces: z.array(MigrationKey),
  dependencies: z.array(MigrationKey),
  runBefore: z.array(MigrationKey),
  /** Can Django reverse every operation? null for a ghost: its code is gone. */
  reversible: z.boolean().nullable(),
  initial: z.boolean(),
  merge: z.boolean(),
  /** RunPython or RunSQL inside. */
  runsCode: z.boolean(),
  operations: z.array(MigrationOperation),
  /** Absolute path of its file; null for a ghost. */
  file: z.string().nullable(),
})
export type MigrationState = z.infer<typeof MigrationState>

export const Conflict = z.object({ app: z.string(), names: z.array(z.string()) })
export const PlanStep = z.object({ app: z.string(), name: z.string(), backwards: z.boolean() })

/** The migrations as one database has them, in the order of `showmigrations --plan`, ghosts last. */
export const DatabaseMigrations = z.object({
  /** Is there a django_migrations table? */
  recorded: z.boolean(),
  migrations: z.array(MigrationState),
  conflicts: z.array(Conflict),
  /** What `migrate` would run now, in order. Empty when there are conflicts. */
  plan: z.array(PlanStep),
})
export type DatabaseMigrations = z.infer<typeof DatabaseMigrations>

export const ProjectDatabase = z.object({
  alias: z.string(),
  engine: z.enum(['sqlite', 'postgresql', 'mysql', 'oracle', 'other']),
  /** Django's ENGINE. */
  backend: z.string(),
  /** NAME as the settings say it, never a password. */
  name: z.string(),
  /** SQLite: absolute path of the file, from a `file:` URI too; null for other engines and in memory. */
  path: z.string().nullable(),
  inMemory: z.boolean(),
  exists: z.boolean().nullable(),
  bytes: z.number().nullable(),
})
export type ProjectDatabase = z.infer<typeof ProjectDatabase>

export const ProjectApp = z.object({
  label: z.string(),
  name: z.string(),
  folder: z.string(),
  hasMigrations: z.boolean(),
  /** Part of Django itself (django.contrib). */
  fromDjango: z.boolean(),
  /** Installed into the environment, not written in this project. */
  thirdParty: z.boolean(),
})
export type ProjectApp = z.infer<typeof ProjectApp>

export const ProjectModel = z.object({
  app: z.string(),
  model: z.string(),
  table: z.string(),
  managed: z.boolean(),
  proxy: z.boolean(),
})
export type ProjectModel = z.infer<typeof ProjectModel>

export const SystemCheck = z.object({
  level: z.enum(['debug', 'info', 'warning', 'error', 'critical']),
  id: z.string(),
  message: z.string(),
  hint: z.string().nullable(),
})
export type SystemCheck = z.infer<typeof SystemCheck>

export const Picture = z.object({
  takenAt: z.string(),
  pythonVersion: z.string(),
  djangoVersion: z.string(),
  settingsModule: z.string(),
  databases: z.array(ProjectDatabase),
  apps: z.array(ProjectApp),
  models: z.array(ProjectModel),
  /** Keyed by alias. Only databases that could be read; the others are in `unreadable`. */
  migrations: z.record(z.string(), DatabaseMigrations),
  unreadable: z.record(z.string(), z.object({ type: z.string(), message: z.string() })),
  /** Model changes without a migration: what makemigrations would write, as Django describes it. Null where it can't be told. */
  unmade: z.array(z.object({ app: z.string(), says: z.array(z.string()) })).nullable(),
  checks: z.array(SystemCheck),
  /** Where time went, ms, by step. */
  timings: z.record(z.string(), z.number()),
})
export type Picture = z.infer<typeof Picture>

/** Reading settings only: enough to know which file to save. About 0.2 s. */
export const DatabasesAnswer = z.object({
  takenAt: z.string(),
  pythonVersion: z.string(),
  djangoVersion: z.string(),
  settingsModule: z.string(),
  databases: z.array(ProjectDatabase),
})
export type DatabasesAnswer = z.infer<typeof DatabasesAnswer>

/** What the project's current code says of a staging copy. */
export const RehearsalAnswer = z.object({
  migrations: DatabaseMigrations,
  checks: z.array(SystemCheck),
  /** One row of every managed model read through the ORM. */
  models: z.array(
    z.object({
      app: z.string(),
      model: z.string(),
      table: z.string(),
      outcome: z.enum(['read', 'empty', 'failed']),
      message: z.string().nullable(),
    }),
  ),
})
export type RehearsalAnswer = z.infer<typeof RehearsalAnswer>

export const InspectionStep = z.enum([
  'starting',
  'settings',
  'apps',
  'graph',
  'applied',
  'changes',
  'checks',
  'models',
])
export type InspectionStep = z.infer<typeof InspectionStep>

/** What `migrations.inspect` streams; a picture is always last. */
export const InspectionFact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), step: InspectionStep, afterMs: z.number() }),
  z.object({ kind: z.literal('databases'), databases: z.array(ProjectDatabase) }),
  z.object({ kind: z.literal('picture'), picture: Picture }),
])
export type InspectionFact = z.infer<typeof InspectionFact>
