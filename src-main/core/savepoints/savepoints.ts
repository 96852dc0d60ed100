import type { Project } from '../../contract/project.ts'
import type {
  Comparison,
  Manifest,
  Savepoint,
  SavepointDetails,
  SavepointKind,
} from '../../contract/savepoint.ts'
import type { Migrations, SqliteTarget } from '../migrations/migrations.ts'
import type { Operations } from '../operations/operations.ts'
import type { Ports, SqliteTask } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import type { SettingsStore } from '../settings/settings.ts'

export type SaveRequest = {
  readonly target: SqliteTarget
  readonly kind: SavepointKind
  readonly label: string | null
  readonly reason: Manifest['reason']
}

export type Savepoints = {
  readonly list: (
    projectId: string,
  ) => Promise<{ readonly folder: string; readonly savepoints: readonly Savepoint[] }>
  readonly show: (projectId: string, id: string) => Promise<SavepointDetails>
  /** Starts an operation; its result is 'saved'. */
  readonly save: (projectId: string, database: string, label: string | null) => Promise<string>
  /** Starts an operation; its result is 'verified', or a problem savepoint-changed / savepoint-damaged. */
  readonly verify: (projectId: string, id: string) => Promise<string>
  readonly label: (projectId: string, id: string, label: string | null) => Promise<Savepoint>
  readonly pin: (projectId: string, id: string, pinned: boolean) => Promise<Savepoint>
  readonly rename: (projectId: string, id: string, name: string) => Promise<Savepoint>
  readonly delete: (projectId: string, id: string, evenPinned: boolean) => Promise<void>
  readonly reveal: (projectId: string, id: string) => Promise<void>
  readonly compare: (
    projectId: string,
    before: string | null,
    after: string | null,
    database: string,
    signal?: AbortSignal,
  ) => Promise<Comparison>

  /** For other capabilities: makes one now, inside their operation. A source that can't be read as SQLite is kept byte by byte (whole: false). Applies retention afterwards. */
  readonly makeNow: (request: SaveRequest, task: SqliteTask) => Promise<Savepoint>
  /** Absolute path of its database file after comparing size and SHA-256 with the manifest. Problems: savepoint-unknown, savepoint-file-missing, savepoint-changed, manifest-damaged, manifest-newer. A file made by hand has nothing to compare with and is let through. */
  readonly intactFile: (
    project: Project,
    id: string,
    task: SqliteTask,
  ) => Promise<{ readonly path: string; readonly savepoint: Savepoint; readonly manifest: Manifest | null }>
  /** The next free id for this moment. */
  readonly nextId: (project: Project, database: string) => Promise<string>
}

export declare function createSavepoints(
  ports: Ports,
  core: {
    readonly projects: Projects
    readonly migrations: Migrations
    readonly operations: Operations
    readonly settings: SettingsStore
  },
): Savepoints
