import { isDefinedError, ORPCError } from '@orpc/client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../../src-main/contract/problem.ts'
import type { AppClient } from '../../src-main/hosts/router/in-process.ts'
import { type AppRouter, createRouter } from '../../src-main/hosts/router/router.ts'
import { aProject, servedFake } from './served-fake.ts'

export type Connection = {
  readonly client: AppClient
  /** The wire goes away, as when a tab is closed; in process there is none. */
  readonly drop: () => void
  readonly close: () => Promise<void>
}

/** What every door promises, whatever its wire. */
export function routerSuite(name: string, connect: (router: AppRouter) => Promise<Connection>): void {
  describe(`the contract over ${name}`, () => {
    const start = starter(connect)

    it('answers with the same values, Unicode and nulls included', async () => {
      const { client } = await start()
      expect(await client.projects.open({ path: '/x' })).toEqual({ kind: 'opened', project: aProject })
      expect(await client.host.hello()).toEqual({
        host: 'browser',
        version: '0.1.0',
        platform: 'other',
        openPath: '/tmp/ünïcode',
        canChooseFolder: false,
        canReveal: false,
        notices: [{ kind: 'settings-reset', copy: '/data/settings.corrupt-1.json' }],
      })
      expect(await client.projects.makeDemo()).toEqual({ operationId: 'demo-1' })
    })

    it('fills in what the contract gives by default', async () => {
      const { client } = await start()
      expect(await client.savepoints.save({ projectId: 'p1' })).toEqual({ operationId: 'save:default:null' })
    })

    it('carries a problem whole: code, facts of every type, safe, fixes, evidence', async () => {
      const { client } = await start()
      const error = await failure(client.projects.open({ path: '/nowhere' }))
      expect(error).toEqual({
        code: 'folder-not-found',
        facts: { path: '/nowhere', tries: 3, exact: true },
        safe: 'nothing-was-changed',
        fixes: [],
        evidence: [],
      })
    })

    it('turns any other error into "unexpected", without stack and without credentials', async () => {
      const { client } = await start()
      const error = await failure(client.projects.open({ path: '/boom' }))
      expect(error.code).toBe('unexpected')
      expect(error.evidence.join('\n')).toContain('boom postgres://me:•••@db/x')
      expect(JSON.stringify(error)).not.toMatch(/hunter2|served-fake|\bat .*\.ts/)
    })

    it('says which input is wrong', async () => {
      const { client } = await start()
      // @ts-expect-error -- what a foreign caller may send
      const error = await failure(client.projects.open({ path: 7 }))
      expect(error).toMatchObject({ code: 'input-invalid', facts: { what: 'path' } })
      expect(await failure(client.projects.open({ path: '' }))).toMatchObject({ code: 'input-invalid' })
    })

    it('says "not available here" where the host has no dialog', async () => {
      const { client } = await start()
      expect(await failure(client.host.chooseFolder())).toMatchObject({ code: 'not-available-here' })
    })

    it('streams every fact in order and ends', async () => {
      const { client } = await start()
      const seen: (number | string | undefined)[] = []
      for await (const state of await client.operations.watch({ operationId: 'o1' }))
        seen.push(state.at === 'running' ? state.progress?.amount?.done : state.at)
      expect(seen).toEqual([0, 1, 2, 'done'])
      const paths: string[] = []
      for await (const request of await client.host.openRequests()) paths.push(request.path)
      expect(paths).toEqual(['/second start'])
    })

    it('ends a stream with a problem, when that is how the work ended', async () => {
      const { client } = await start()
      const facts: unknown[] = []
      const error = await failure(
        (async () => {
          for await (const state of await client.operations.watch({ operationId: 'fails' })) facts.push(state)
        })(),
      )
      expect(facts).toHaveLength(3)
      expect(error).toMatchObject({ code: 'disk-full', facts: { bytesNeeded: 2 ** 41 } })
    })

    it('says "operation unknown" on the stream itself', async () => {
      const { client } = await start()
      const error = await failure(
        (async () => {
          for await (const state of await client.operations.watch({ operationId: 'unknown' })) void state
        })(),
      )
      expect(error.code).toBe('operation-unknown')
    })

    it('cancels an inspection when its caller aborts', async () => {
      const { client, seen } = await start()
      const controller = new AbortController()
      const stream = await client.migrations.inspect({ projectId: 'p1' }, { signal: controller.signal })
      const ended = (async () => {
        for await (const fact of stream) if (fact.kind === 'step') controller.abort()
      })().catch(() => 'aborted')
      await vi.waitFor(() => expect(seen.inspectAborted).toBe(true), 2000)
      await ended
    })

    it('stops the stream of a watcher who leaves, and nothing else', async () => {
      const { client, seen } = await start()
      const controller = new AbortController()
      const stream = await client.operations.watch({ operationId: 'endless' }, { signal: controller.signal })
      for await (const state of stream) if (state.progress?.amount?.done === 1) break
      controller.abort()
      await vi.waitFor(() => expect(seen.watchEnded).toBe(true), 2000)
      expect(seen.cancelled).toEqual([])
    })
  })
}

/** Only where there is a wire that can be lost. */
export function wireSuite(name: string, connect: (router: AppRouter) => Promise<Connection>): void {
  describe(`a lost connection over ${name}`, () => {
    const start = starter(connect)

    it('ends streams, and cancels no work, when the wire goes away', async () => {
      const { client, drop, seen } = await start()
      const stream = await client.operations.watch({ operationId: 'endless' })
      await stream.next()
      await stream.next()
      drop()
      await vi.waitFor(() => expect(seen.watchEnded).toBe(true), 2000)
      expect(seen.cancelled).toEqual([])
    })
  })
}

function starter(connect: (router: AppRouter) => Promise<Connection>) {
  const open: Connection[] = []
  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close()
  })
  return async () => {
    const { served, seen } = servedFake()
    const connection = await connect(createRouter(served))
    open.push(connection)
    return { ...connection, seen }
  }
}

async function failure(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => new Error('it should have failed'),
    (thrown: unknown) => thrown,
  )
  expect(isDefinedError(error)).toBe(true)
  if (!(error instanceof ORPCError)) throw new Error(`not an error of the contract: ${String(error)}`)
  expect(error.code).toBe('PROBLEM')
  return Problem.parse(error.data)
}
