import { describe, expect, it } from 'vitest'
import type { InspectionFact, Picture, ProjectDatabase } from '../../src-main/contract/picture.ts'
import { defaultSettings } from '../../src-main/contract/settings.ts'
import { createMigrations } from '../../src-main/core/migrations/migrations.ts'
import type { InspectionTarget, PythonInspector } from '../../src-main/core/ports.ts'
import { ProblemError } from '../../src-main/core/problem.ts'

const sqlite: ProjectDatabase = {
  alias: 'default',
  engine: 'sqlite',
  backend: 'django.db.backends.sqlite3',
  name: 'db.sqlite3',
  path: '/p/db.sqlite3',
  inMemory: false,
  exists: false,
  bytes: null,
}
const databases: readonly ProjectDatabase[] = [
  sqlite,
  { ...sqlite, alias: 'memory', path: null, inMemory: true },
  { ...sqlite, alias: 'unnamed', name: '', path: null },
  { ...sqlite, alias: 'crm', engine: 'mysql', backend: 'django.db.backends.mysql', path: null },
]
const who = {
  takenAt: '2026-01-01T00:00:00+00:00',
  pythonVersion: '3.12.1',
  djangoVersion: '5.2',
  settingsModule: 's',
}
const picture: Picture = {
  ...who,
  databases: [...databases],
  apps: [],
  models: [],
  migrations: {},
  unreadable: {},
  unmade: null,
  checks: [],
  timings: {},
}

function coreWith(facts: readonly InspectionFact[]) {
  const asked: (InspectionTarget & { readonly alias?: string; readonly databaseFile?: string })[] = []
  const inspector: PythonInspector = {
    inspect: async function* (target) {
      asked.push(target)
      yield* facts
    },
    databases: async (target) => {
      asked.push(target)
      return { ...who, databases: [...databases] }
    },
    rehearse: async (target) => {
      asked.push(target)
      return {
        migrations: { recorded: true, migrations: [], conflicts: [], plan: [] },
        checks: [],
        models: [],
      }
    },
  }
  const project = {
    id: 'p1',
    name: 'shop',
    root: '/p',
    managePy: '/p/manage.py',
    settingsModule: 'shop.settings',
    settingsFrom: 'manage.py',
    backupsFolder: '/p/backups',
  } as const
  const migrations = createMigrations(
    { inspector },
    {
      projects: { get: async () => project },
      environments: {
        inUse: async () => ({
          id: 'e',
          kind: 'venv',
          folder: '/p/.venv',
          python: '/p/.venv/bin/python',
          reason: 'in-project',
          state: { kind: 'found' },
        }),
      },
      settings: { get: () => ({ ...defaultSettings, inspectionSeconds: 7 }) },
    },
  )
  return { migrations, asked }
}

const never = new AbortController().signal
const target = { root: '/p', settingsModule: 'shop.settings', python: '/p/.venv/bin/python', timeoutMs: 7000 }

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((reason: unknown) => reason)
  return error instanceof ProblemError ? error.problem.code : `no problem: ${String(error)}`
}

describe('migrations', () => {
  it('asks the environment in use, in the project’s folder, within the time of the settings', async () => {
    const step: InspectionFact = { kind: 'step', step: 'starting', afterMs: 1 }
    const { migrations, asked } = coreWith([step, { kind: 'picture', picture }])
    const facts: InspectionFact[] = []
    for await (const fact of migrations.inspect('p1', never)) facts.push(fact)
    expect(facts.map((fact) => fact.kind)).toEqual(['step', 'picture'])
    expect(await migrations.picture('p1', never)).toEqual(picture)
    expect(asked).toEqual([target, target])
  })

  it('a stream that ends without a picture is a crash, never half an answer', async () => {
    const { migrations } = coreWith([{ kind: 'databases', databases: [sqlite] }])
    expect(await codeOf(migrations.picture('p1', never))).toBe('inspector-crashed')
  })

  it('names the file of an alias, whether or not it is there', async () => {
    const { migrations } = coreWith([])
    const found = await migrations.sqliteTarget('p1', 'default', never)
    expect(found.database.path).toBe('/p/db.sqlite3')
    expect([found.project.id, found.djangoVersion, found.pythonVersion]).toEqual(['p1', '5.2', '3.12.1'])
  })

  it.each([
    ['nowhere', 'database-unknown'],
    ['crm', 'engine-unsupported'],
    ['memory', 'database-in-memory'],
    ['unnamed', 'database-in-memory'],
  ])('of %s it says %s', async (alias, code) => {
    expect(await codeOf(coreWith([]).migrations.sqliteTarget('p1', alias, never))).toBe(code)
  })

  it('rehearses on the very file and alias it was given', async () => {
    const { migrations, asked } = coreWith([])
    await migrations.rehearse('p1', 'default', '/staging/x.sqlite3', never)
    expect(asked).toEqual([{ ...target, alias: 'default', databaseFile: '/staging/x.sqlite3' }])
  })
})
