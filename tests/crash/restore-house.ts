import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createBundles } from '../../src-main/adapters/bundles/bundles.ts'
import { createClock } from '../../src-main/adapters/clock.ts'
import { createFiles } from '../../src-main/adapters/files.ts'
import { createSqliteTool } from '../../src-main/adapters/sqlite/sqlite-tool.ts'
import type { RehearsalAnswer } from '../../src-main/contract/picture.ts'
import type { Project } from '../../src-main/contract/project.ts'
import type { Migrations } from '../../src-main/core/migrations/migrations.ts'
import { createOperations } from '../../src-main/core/operations/operations.ts'
import type { Ports } from '../../src-main/core/ports.ts'
import { problem } from '../../src-main/core/problem.ts'
import { createRestore } from '../../src-main/core/restore/restore.ts'
import { createSavepoints } from '../../src-main/core/savepoints/savepoints.ts'
import { createSettings } from '../../src-main/core/settings/settings.ts'
import { fakeStore } from '../fakes/store.ts'

export const workerEntry = resolve(import.meta.dirname, '../../src-main/adapters/sqlite/worker.ts')

/** What the project's code says when it is content. */
export const contentAnswer: RehearsalAnswer = {
  migrations: { recorded: true, migrations: [], conflicts: [], plan: [] },
  checks: [],
  models: [],
}

export type RestoreHouse = ReturnType<typeof makeRestoreHouse>

/**
 * A project in `root` with the core's saving and restoring on the real disk and the real SQLite processes. Only Python is stood in
 * for: which file the settings name, and what the code says of a staging copy.
 */
export function makeRestoreHouse(
  root: string,
  options: {
    readonly ports?: (ports: Ports) => Ports
    readonly migrations?: (migrations: Migrations) => Migrations
    readonly keepAutomatic?: number
  } = {},
) {
  mkdirSync(root, { recursive: true })
  const sqlite = createSqliteTool({ workerEntry })
  const real = {
    platform: process.platform,
    clock: createClock(),
    files: createFiles(),
    git: { state: async () => null },
    python: never('python'),
    inspector: never('inspector'),
    sqlite,
    store: fakeStore({ settings: { lockSeconds: 2, keepAutomatic: options.keepAutomatic ?? 20 } }),
    bundles: createBundles(),
    shell: { reveal: null, chooseFolder: null },
    demo: never('demo'),
    place: { version: '0.0.1', dataFolder: root, home: root, downloads: root, environment: {} },
  } satisfies Ports
  const ports = options.ports?.(real) ?? real
  const project: Project = {
    id: 'shop',
    name: 'shop',
    root,
    managePy: join(root, 'manage.py'),
    settingsModule: 'shop.settings',
    settingsFrom: 'manage.py',
    backupsFolder: join(root, 'backups'),
  }
  const live = join(root, 'db.sqlite3')
  const standIn: Migrations = {
    ...never('migrations'),
    rehearse: async () => contentAnswer,
    sqliteTarget: async (_: string, alias: string) => ({
      project,
      database: {
        alias,
        engine: 'sqlite',
        backend: 'django.db.backends.sqlite3',
        name: live,
        path: live,
        inMemory: false,
        exists: true,
        bytes: null,
      },
      djangoVersion: '5.2',
      pythonVersion: '3.12.1',
    }),
  }
  const migrations = options.migrations?.(standIn) ?? standIn
  const settings = createSettings(ports)
  const projects = { ...never('projects'), get: async () => project }
  const operations = createOperations(ports)
  const savepoints = createSavepoints(ports, { projects, migrations, operations, settings })
  const restore = createRestore(ports, { projects, migrations, operations, savepoints, settings })
  const finished = async (start: Promise<string>) => operations.finished(await start)

  return {
    root,
    live,
    project,
    ports,
    operations,
    savepoints,
    restore,
    finished,
    save: async (label: string | null = null) => {
      const state = await finished(savepoints.save('shop', 'default', label))
      if (state.result?.kind !== 'saved') throw new Error(JSON.stringify(state.problem))
      return state.result.savepoint
    },
    rehearse: async (id: string) => {
      const state = await finished(restore.rehearse('shop', id))
      if (state.result?.kind !== 'rehearsed') throw new Error(JSON.stringify(state.problem))
      return state.result.report
    },
    /** Plans and executes in one go, as the command line does. */
    bringBack: async (id: string) => {
      const { approval } = await restore.plan('shop', id)
      const state = await finished(restore.execute('shop', id, approval))
      if (state.result?.kind !== 'restored') throw new Error(JSON.stringify(state.problem))
      return state.result.restored
    },
    undo: async () => {
      const undoable = await restore.undoable('shop')
      if (undoable === null) throw new Error('nothing to undo')
      const state = await finished(restore.undo('shop', undoable.safety))
      if (state.result?.kind !== 'restored') throw new Error(JSON.stringify(state.problem))
      return state.result.restored
    },
    close: () => sqlite.close(),
  }
}

/** A port or capability that these tests must not touch: using it fails the test by name. */
// oxlint-disable-next-line typescript/no-explicit-any -- stands in for any port
function never(name: string): any {
  return new Proxy(
    {},
    {
      get: (_, key) => () => {
        throw problem('unexpected', { evidence: [`${name}.${String(key)} is not part of this house`] })
      },
      ownKeys: () => [],
    },
  )
}
