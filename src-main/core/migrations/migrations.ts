import type { InspectionFact, Picture, ProjectDatabase, RehearsalAnswer } from '../../contract/picture.ts'
import type { Project } from '../../contract/project.ts'
import type { Environments } from '../environments/environments.ts'
import type { Ports } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import type { SettingsStore } from '../settings/settings.ts'

export type SqliteTarget = {
  readonly project: Project
  readonly database: ProjectDatabase & { readonly path: string }
  readonly djangoVersion: string
  readonly pythonVersion: string
}

export type Migrations = {
  readonly inspect: (projectId: string, signal: AbortSignal) => AsyncGenerator<InspectionFact>
  /** The same, waited for. */
  readonly picture: (projectId: string, signal: AbortSignal) => Promise<Picture>
  /** Which SQLite file an alias stands for, asked of the settings themselves. Problems: database-unknown, engine-unsupported, database-in-memory, and those of the inspector. Says nothing about whether the file is there. */
  readonly sqliteTarget: (projectId: string, alias: string, signal: AbortSignal) => Promise<SqliteTarget>
  readonly rehearse: (
    projectId: string,
    alias: string,
    databaseFile: string,
    signal: AbortSignal,
  ) => Promise<RehearsalAnswer>
}

export declare function createMigrations(
  ports: Ports,
  core: {
    readonly projects: Projects
    readonly environments: Environments
    readonly settings: SettingsStore
  },
): Migrations
