import type { Project } from '../../contract/project.ts'
import type { Comparison, Manifest, Savepoint, SavepointDetails } from '../../contract/savepoint.ts'
import { fileProblem } from '../diagnosis/files.ts'
import type { Migrations } from '../migrations/migrations.ts'
import type { Operations } from '../operations/operations.ts'
import type { Ports, SqliteTask } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import { problem } from '../problem.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { createCatalogue } from './catalogue.ts'
import { changeManifest } from './change.ts'
import { compareSavepoints } from './compare.ts'
import { findEntry, presentFile, type SavepointsContext } from './context.ts'
import { deleteSavepoint } from './delete.ts'
import { intactFile } from './intact.ts'
import { makeNow, nextId, type SaveRequest } from './make.ts'
import { renameSavepoint } from './rename.ts'
import { startSave, startVerify, tidyLabel } from './start.ts'
import { showSavepoint } from './show.ts'

export type { SaveRequest } from './make.ts'

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

export function createSavepoints(
  ports: Ports,
  core: {
    readonly projects: Projects
    readonly migrations: Migrations
    readonly operations: Operations
    readonly settings: SettingsStore
  },
): Savepoints {
  const context: SavepointsContext = { ports, ...core, catalogue: createCatalogue(ports) }
  const { projects } = core

  return {
    list: async (projectId) => {
      const { backupsFolder: folder } = await projects.get(projectId)
      const { entries } = await context.catalogue.read(folder).catch((error: unknown) => {
        throw fileProblem(error, folder)
      })
      return { folder, savepoints: entries.map((entry) => entry.savepoint) }
    },
    show: async (projectId, id) => showSavepoint(context, await projects.get(projectId), id),
    save: async (projectId, database, label) =>
      startSave(context, await projects.get(projectId), { database, label }),
    verify: async (projectId, id) => startVerify(context, await projects.get(projectId), id),
    label: async (projectId, id, label) => {
      const tidy = tidyLabel(label)
      return changeManifest(context, { project: await projects.get(projectId), id }, (manifest) => ({
        ...manifest,
        label: tidy,
      }))
    },
    pin: async (projectId, id, pinned) =>
      changeManifest(context, { project: await projects.get(projectId), id }, (manifest) => ({
        ...manifest,
        pinned,
      })),
    rename: async (projectId, id, name) =>
      renameSavepoint(context, { project: await projects.get(projectId), id }, name),
    delete: async (projectId, id, evenPinned) =>
      deleteSavepoint(context, { project: await projects.get(projectId), id }, evenPinned),
    reveal: async (projectId, id) => {
      const project = await projects.get(projectId)
      const { savepoint } = await findEntry(context, project, id)
      const path = await presentFile(context, project, { id, name: savepoint.file })
      if (ports.shell.reveal === null) {
        throw problem('not-available-here', { facts: { what: 'Showing files', path } })
      }
      await ports.shell.reveal(path)
    },
    compare: async (projectId, before, after, database, signal) => {
      const project = await projects.get(projectId)
      const stop = signal ?? new AbortController().signal
      return compareSavepoints(context, { project, before, after, database }, stop)
    },
    makeNow: (request, task) => makeNow(context, request, task),
    intactFile: (project, id, task) => intactFile(context, { project, id }, task),
    nextId: (project, database) => nextId(context, project, database),
  }
}
