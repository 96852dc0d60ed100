import type {
  FolderListing,
  GitState,
  LastSeen,
  OpenAnswer,
  Project,
  RecentProject,
} from '../../contract/project.ts'
import type { Ports } from '../ports.ts'

export type Projects = {
  /** A folder, a manage.py or any file inside a project. Remembers it among the recent ones. Problems: folder-not-found, not-a-django-project, settings-not-named. */
  readonly open: (path: string) => Promise<OpenAnswer>
  /** Problem: project-unknown. Read again from disk each time. */
  readonly get: (projectId: string) => Promise<Project>
  readonly recent: () => Promise<readonly RecentProject[]>
  readonly pin: (projectId: string, pinned: boolean) => Promise<void>
  readonly forget: (projectId: string) => Promise<void>
  readonly noteSeen: (projectId: string, seen: LastSeen) => Promise<void>
  readonly folders: (path: string | null) => Promise<FolderListing>
  readonly git: (projectId: string) => Promise<GitState | null>
}

export declare function createProjects(ports: Ports): Projects
