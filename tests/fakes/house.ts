import { mkdtempSync, rmSync } from 'node:fs'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createBundles } from '../../src-main/adapters/bundles/bundles.ts'
import { createFiles } from '../../src-main/adapters/files.ts'
import type { Project } from '../../src-main/contract/project.ts'
import type { SqliteTarget } from '../../src-main/core/migrations/migrations.ts'
import { createOperations } from '../../src-main/core/operations/operations.ts'
import type { Ports, SqliteTool } from '../../src-main/core/ports.ts'
import { problem } from '../../src-main/core/problem.ts'
import { createSavepoints } from '../../src-main/core/savepoints/savepoints.ts'
import { createSettings } from '../../src-main/core/settings/settings.ts'
import { createTransfer } from '../../src-main/core/transfer/transfer.ts'
import { fakeClock } from './clock.ts'
import { fakeSqlite } from './sqlite.ts'
import { fakeStore } from './store.ts'

export type House = ReturnType<typeof makeHouse>

/** A project on the real disk with one SQLite database of one table, and the part of the core that keeps savepoints of it. */
export function makeHouse(
  options: { readonly sqlite?: SqliteTool; readonly ports?: (ports: Ports) => Ports } = {},
) {
  const root = mkdtempSync(join(tmpdir(), "savepoint rules' #%"))
  const clock = fakeClock()
  const sqlite = options.sqlite ?? fakeSqlite()
  mkdirSync(join(root, 'Downloads'))
  const real = {
    platform: process.platform,
    clock,
    files: createFiles(),
    git: { state: async () => ({ branch: 'main', commit: 'abc1234', dirtyFiles: 2 }) },
    python: never('python'),
    inspector: never('inspector'),
    sqlite,
    store: fakeStore(),
    bundles: createBundles(),
    shell: { reveal: null, chooseFolder: null },
    demo: never('demo'),
    place: {
      version: '0.0.1',
      dataFolder: root,
      home: root,
      downloads: join(root, 'Downloads'),
      environment: {},
    },
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
  const target = (alias: string): SqliteTarget => ({
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
  })
  const settings = createSettings(ports)
  const projects = { ...never('projects'), get: async () => project }
  const migrations = {
    ...never('migrations'),
    sqliteTarget: async (_: string, alias: string) => target(alias),
  }
  const operations = createOperations(ports)
  const savepoints = createSavepoints(ports, { projects, migrations, operations, settings })
  const transfer = createTransfer(ports, { projects, operations, savepoints })
  write(live, 3)

  return {
    root,
    live,
    project,
    ports,
    clock,
    settings,
    operations,
    savepoints,
    transfer,
    target,
    task: () => ({ signal: new AbortController().signal, report: () => undefined }),
    backup: (name: string) => join(project.backupsFolder, name),
    /** Makes the live database anew, with that many rows. */
    write: (rows: number) => write(live, rows),
    ended: async (start: Promise<string>) => operations.finished(await start),
    /** Saves and answers the savepoint; a second passes, so that the next one gets another name. */
    save: async (label: string | null = null) => {
      const state = await operations.finished(await savepoints.save('shop', 'default', label))
      clock.pass(1000)
      if (state.result?.kind !== 'saved') throw new Error(JSON.stringify(state.problem))
      return state.result.savepoint
    },
    clean: () => rmSync(root, { recursive: true, force: true }),
  }
}

export function write(path: string, rows: number): void {
  rmSync(path, { force: true })
  const database = new DatabaseSync(path, { timeout: 10_000 })
  try {
    // One transaction: thousands of flushes would be what the test measures.
    database.exec('BEGIN')
    database.exec('CREATE TABLE shop_order (id INTEGER PRIMARY KEY, name TEXT)')
    database.exec(
      'CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)',
    )
    database.exec("INSERT INTO django_migrations VALUES (1, 'shop', '0001_initial', '2026-01-01 00:00:00')")
    const insert = database.prepare('INSERT INTO shop_order VALUES (?, ?)')
    for (let row = 1; row <= rows; row += 1) insert.run(row, `order ${row}`)
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}

/** A port or capability that these rules must not touch: using it fails the test by name. */
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
