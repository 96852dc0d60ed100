import { z } from 'zod'

/** Stable for a project's folder on this machine: the same folder gets the same id again. */
export const ProjectId = z.string().min(1)
export type ProjectId = z.infer<typeof ProjectId>

export const SettingsSource = z.enum(['chosen', 'environment', 'dotenv', 'manage.py'])

export const Project = z.object({
  id: ProjectId,
  name: z.string(),
  /** Folder of manage.py, absolute. */
  root: z.string(),
  managePy: z.string(),
  settingsModule: z.string(),
  settingsFrom: SettingsSource,
  backupsFolder: z.string(),
})
export type Project = z.infer<typeof Project>

/** What the picker knows without asking Python: kept from the last visit, with the time it was true. */
export const LastSeen = z.object({
  at: z.string(),
  engine: z.string().nullable(),
  bytes: z.number().nullable(),
  branch: z.string().nullable(),
  pending: z.number().int().nullable(),
  ghosts: z.number().int().nullable(),
  conflicts: z.number().int().nullable(),
  lastSavepointAt: z.string().nullable(),
})
export type LastSeen = z.infer<typeof LastSeen>

export const RecentProject = z.object({
  id: ProjectId,
  name: z.string(),
  root: z.string(),
  pinned: z.boolean(),
  openedAt: z.string(),
  /** Is its folder there right now? */
  present: z.boolean(),
  lastSeen: LastSeen.nullable(),
})
export type RecentProject = z.infer<typeof RecentProject>

export const OpenAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), project: Project }),
  /** Several manage.py under the folder: ask, then open the chosen `managePy`. */
  z.object({
    kind: z.literal('choose'),
    candidates: z.array(
      z.object({ managePy: z.string(), name: z.string(), settingsModule: z.string().nullable() }),
    ),
  }),
])
export type OpenAnswer = z.infer<typeof OpenAnswer>

export const FolderListing = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), path: z.string(), hasManagePy: z.boolean() })),
})
export type FolderListing = z.infer<typeof FolderListing>

export const GitState = z.object({
  branch: z.string().nullable(),
  commit: z.string(),
  /** Number of files changed or untracked; null when git was too slow to say. */
  dirtyFiles: z.number().int().nullable(),
})
export type GitState = z.infer<typeof GitState>
