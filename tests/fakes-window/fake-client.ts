import type { Picture } from '../../src-main/contract/picture.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { RecentProject } from '../../src-main/contract/project.ts'
import type { Recovery, RestorePlan, Undoable } from '../../src-main/contract/restore.ts'
import { defaultSettings } from '../../src-main/contract/settings.ts'
import type { Savepoint } from '../../src-main/contract/savepoint.ts'
import type { Client } from '../../src-renderer/api.ts'
import { createFakeOperations } from './fake-operations.ts'
import { fakeScripts } from './fake-scripts.ts'
import { databases, sortOut, storyNow } from './inkwell-picture.ts'
import { goingBack, manifestOf, planFor, savepoints as manySavepoints, since } from './inkwell-savepoints.ts'
import { environments, git, project, recent } from './inkwell-project.ts'

export type Scene = {
  readonly recent?: readonly RecentProject[]
  readonly openPath?: string | null
  readonly picture?: Picture | 'never'
  readonly inspectProblem?: Problem
  readonly savepoints?: readonly Savepoint[]
  readonly plan?: (savepoint: Savepoint) => RestorePlan
  readonly undoable?: Undoable
  readonly recoveries?: readonly Recovery[]
  readonly rehearsal?: 'passes' | 'warns' | 'fails'
  readonly several?: boolean
  readonly stepMs?: number
  readonly problems?: Readonly<Record<string, Problem>>
}

/** As the wire throws it. */
export function thrown(problem: Problem): Error {
  return Object.assign(new Error(problem.code), { code: 'PROBLEM', data: problem })
}

/** A client without a core: believable answers, operations that take their time. Typed as the real one, so it can't drift. */
export function createFakeClient(scene: Scene = {}): Client {
  const operations = createFakeOperations(scene.stepMs ?? 350)
  const scripts = fakeScripts(scene)
  let list: readonly Savepoint[] = scene.savepoints ?? manySavepoints
  let projects = scene.recent ?? recent
  let settings = defaultSettings
  const one = (id: string): Savepoint => {
    const found = list.find((savepoint) => savepoint.id === id)
    if (found !== undefined) return found
    throw thrown({
      code: 'savepoint-unknown',
      facts: { id },
      safe: 'nothing-was-changed',
      fixes: [],
      evidence: [],
    })
  }
  const change = (id: string, with_: Partial<Savepoint>): Savepoint => {
    const changed = { ...one(id), ...with_ }
    list = list.map((savepoint) => (savepoint.id === id ? changed : savepoint))
    return changed
  }
  const refuse = (call: string) => {
    const problem = scene.problems?.[call]
    if (problem !== undefined) throw thrown(problem)
  }
  const done = { done: true } as const
  const fake = {
    host: {
      hello: async () => ({
        host: 'browser',
        version: '0.1.0',
        platform: 'win32',
        openPath: scene.openPath ?? null,
        canChooseFolder: false,
        canReveal: true,
      }),
      openRequests: async () => forever(),
      chooseFolder: async () => ({ path: null }),
    },
    projects: {
      open: async ({ path }: { path: string }) => {
        await pause(250)
        refuse('projects.open')
        if (scene.several === true && !path.endsWith('manage.py')) {
          return {
            kind: 'choose',
            candidates: ['inkwell', 'api'].map((name) => ({
              managePy: `${path}\\${name}\\manage.py`,
              name,
              settingsModule: `${name}.settings`,
            })),
          }
        }
        return { kind: 'opened', project }
      },
      recent: async () => ({ projects: [...projects] }),
      pin: async ({ projectId, pinned }: { projectId: string; pinned: boolean }) => {
        projects = projects.map((each) => (each.id === projectId ? { ...each, pinned } : each))
        return done
      },
      forget: async ({ projectId }: { projectId: string }) => {
        projects = projects.filter((each) => each.id !== projectId)
        return done
      },
      noteSeen: async () => done,
      folders: async ({ path }: { path: string | null }) => ({
        path: path ?? 'C:\\Users\\Mara',
        parent: path === null ? 'C:\\Users' : 'C:\\Users\\Mara',
        folders: ['code', 'learn', 'inkwell', 'work'].map((name) => ({
          name,
          path: `C:\\Users\\Mara\\${name}`,
          hasManagePy: name === 'inkwell',
        })),
      }),
      git: async () => ({ git }),
      get: async () => project,
      makeDemo: async () => operations.start('make-demo', null, scripts.demo),
    },
    environments: {
      list: async () => environments,
      choose: async ({ environmentId }: { environmentId: string | null }) => ({
        ...environments,
        chosenId: environmentId ?? environments.chosenId,
      }),
    },
    migrations: {
      inspect: async () => inspection(scene),
    },
    savepoints: {
      list: async () => ({ folder: 'C:\\Users\\Mara\\code\\inkwell\\backups', savepoints: [...list] }),
      show: async ({ id }: { id: string }) => {
        const savepoint = one(id)
        const manifest = savepoint.rows === null ? null : manifestOf(savepoint)
        return { savepoint, manifest, paths: [`C:\\Users\\Mara\\code\\inkwell\\backups\\${savepoint.file}`] }
      },
      save: async ({ label }: { label?: string | null }) => {
        refuse('savepoints.save')
        const savepoint = {
          ...one(manySavepoints[1]?.id ?? ''),
          id: `db_20261121_104${list.length}00`,
          label: label ?? null,
          pinned: false,
          takenAt: storyNow,
        }
        return operations.start('save', 'db.sqlite3', function* () {
          yield* scripts.copying('copying')
          list = [savepoint, ...list]
          return { kind: 'saved', savepoint, files: [savepoint.file], tookMs: 1300 }
        })
      },
      verify: async ({ id }: { id: string }) =>
        operations.start('verify', id, function* () {
          yield* scripts.copying('hashing')
          return {
            kind: 'verified',
            savepoint: change(id, { verification: 'verified', verified: true }),
            tookMs: 800,
          }
        }),
      label: async ({ id, label }: { id: string; label: string | null }) => change(id, { label }),
      pin: async ({ id, pinned }: { id: string; pinned: boolean }) => change(id, { pinned }),
      rename: async ({ id, name }: { id: string; name: string }) =>
        change(id, { file: `${id}-${name}.sqlite3` }),
      delete: async ({ id }: { id: string }) => {
        list = list.filter((savepoint) => savepoint.id !== id)
        return done
      },
      reveal: async () => done,
      compare: async ({ before }: { before: string | null }) => {
        await pause(400)
        return before === null ? goingBack : since
      },
      export: async ({ id }: { id: string }) =>
        operations.start('export', id, function* () {
          yield* scripts.copying('packing')
          return { kind: 'exported', file: `C:\\Users\\Mara\\Downloads\\${id}.savepoint`, bytes: 12_400_000 }
        }),
      import: async () =>
        operations.start('import', 'inkwell.savepoint', function* () {
          yield* scripts.copying('unpacking')
          return { kind: 'imported', savepoint: one(list[0]?.id ?? '') }
        }),
    },
    restore: {
      plan: async ({ id }: { id: string }) => {
        await pause(300)
        return (scene.plan ?? planFor)(one(id))
      },
      rehearse: async ({ id }: { id: string }) =>
        operations.start('rehearse', id, () => scripts.rehearse(id)),
      execute: async ({ id }: { id: string }) => operations.start('restore', id, () => scripts.restore(id)),
      undoable: async () => ({ undoable: scene.undoable ?? null }),
      undo: async ({ safety }: { safety: string }) =>
        operations.start('undo', safety, () => scripts.restore(safety)),
      recovered: async () => ({ recoveries: [...(scene.recoveries ?? [])] }),
    },
    operations: {
      list: async () => ({ operations: operations.list() }),
      watch: async ({ operationId }: { operationId: string }) => operations.watch(operationId),
      cancel: async ({ operationId }: { operationId: string }) => {
        operations.cancel(operationId)
        return done
      },
    },
    settings: {
      get: async () => settings,
      change: async (wanted: object) => (settings = { ...settings, ...wanted }),
    },
  } satisfies Record<keyof Client, object>
  // The real one's promises also carry the types of their errors, which a fake can't.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return fake as unknown as Client
}

async function* inspection(scene: Scene) {
  for (const step of ['starting', 'settings'] as const) yield { kind: 'step', step, afterMs: 10 } as const
  if (scene.inspectProblem !== undefined) throw thrown(scene.inspectProblem)
  await pause(100)
  yield { kind: 'databases', databases } as const
  for (const step of ['apps', 'graph', 'applied'] as const) {
    await pause(60)
    yield { kind: 'step', step, afterMs: 10 } as const
  }
  if (scene.picture === 'never') await new Promise(() => {})
  else yield { kind: 'picture', picture: scene.picture ?? sortOut } as const
}

async function* forever(): AsyncGenerator<{ path: string }> {
  await new Promise(() => {})
  yield { path: '' }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
