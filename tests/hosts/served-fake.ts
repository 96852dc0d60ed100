import type { OperationState } from '../../src-main/contract/operation.ts'
import type { Project } from '../../src-main/contract/project.ts'
import { problem } from '../../src-main/core/problem.ts'
import type { Served } from '../../src-main/hosts/router/host.ts'

export const aProject: Project = {
  id: 'p1',
  name: 'Añejo & Söhne #1 %20?',
  root: '/tmp/a folder/with ’ and #',
  managePy: '/tmp/a folder/with ’ and #/manage.py',
  settingsModule: 'shop.settings',
  settingsFrom: 'manage.py',
  backupsFolder: '/tmp/a folder/with ’ and #/backups',
}

export const anOperation: OperationState = {
  id: 'o1',
  kind: 'save',
  projectId: 'p1',
  subject: null,
  startedAt: '2026-11-21T10:15:00.000Z',
  endedAt: null,
  at: 'running',
  cancellable: true,
  progress: null,
  report: null,
  result: null,
  problem: null,
}

export type Seen = { watchEnded: boolean; inspectAborted: boolean; cancelled: string[] }

/** Answers as a core does, with known facts: this suite is about the doors, not about what is behind them. */
export function servedFake(): { readonly served: Served; readonly seen: Seen } {
  const seen: Seen = { watchEnded: false, inspectAborted: false, cancelled: [] }
  const core = {
    projects: {
      open: async (path: string) => {
        if (path === '/nowhere') throw problem('folder-not-found', { facts: { path, tries: 3, exact: true } })
        if (path === '/boom')
          throw new Error('boom postgres://me:hunter2@db/x PASSWORD=hunter2 "SECRET_KEY": "hunter2"')
        return { kind: 'opened', project: aProject }
      },
      recent: async () => [],
      pin: async () => {},
    },
    operations: {
      watch: async function* (id: string, signal?: AbortSignal) {
        if (id === 'unknown') throw problem('operation-unknown', { facts: { id } })
        try {
          for (let done = 0; done < 3; done += 1) {
            yield {
              ...anOperation,
              progress: {
                step: 'copying',
                amount: { done, total: null, unit: 'bytes' },
                subject: null,
              },
            }
          }
          if (id === 'fails') throw problem('disk-full', { facts: { folder: '/', bytesNeeded: 2 ** 41 } })
          if (id === 'endless') await untilAborted(signal)
          yield { ...anOperation, at: 'done', endedAt: '2026-11-21T10:15:01.000Z' }
        } finally {
          seen.watchEnded = true
        }
      },
      cancel: (id: string) => void seen.cancelled.push(id),
      list: () => [anOperation],
    },
    migrations: {
      inspect: async function* (_id: string, signal: AbortSignal) {
        signal.addEventListener('abort', () => (seen.inspectAborted = true))
        yield { kind: 'step', step: 'starting', afterMs: 1 }
        await untilAborted(signal)
        throw problem('cancelled')
      },
    },
    savepoints: {
      save: async (_project: string, database: string, label: string | null) =>
        `save:${database}:${label ?? 'null'}`,
    },
  }
  const served = {
    core,
    makeDemo: async () => 'demo-1',
    host: {
      kind: 'browser',
      version: '0.1.0',
      platform: 'aix',
      openPath: () => '/tmp/ünïcode',
      openRequests: async function* () {
        yield { path: '/second start' }
      },
      chooseFolder: null,
      canReveal: false,
      notices: () => [{ kind: 'settings-reset', copy: '/data/settings.corrupt-1.json' }],
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the calls that the suite makes are there; any other throws
  return { served: served as unknown as Served, seen }
}

function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve()
    else signal?.addEventListener('abort', () => resolve(), { once: true })
  })
}
