import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OperationState } from '../../src-main/contract/operation.ts'
import type { OperationSpec, OperationTask } from '../../src-main/core/operations/operations.ts'
import { createOperations } from '../../src-main/core/operations/operations.ts'
import { problem } from '../../src-main/core/problem.ts'
import { type House, makeHouse } from '../fakes/house.ts'
import { problemOf } from '../fakes/problem-of.ts'

let house: House
beforeEach(() => {
  house = makeHouse()
})
afterEach(() => house.clean())

const done = { kind: 'demo-made', root: '/demo' } as const

function spec(run: OperationSpec['run'], access: OperationSpec['access'] = 'reads'): OperationSpec {
  return {
    kind: 'save',
    projectId: 'shop',
    subject: null,
    access,
    backupsFolder: house.project.backupsFolder,
    run,
  }
}

function progress(done: number) {
  return {
    kind: 'progress',
    progress: { step: 'copying', amount: { done, total: 9, unit: 'bytes' }, subject: null },
  } as const
}

async function all(watching: AsyncGenerator<OperationState>): Promise<OperationState[]> {
  const states: OperationState[] = []
  for await (const state of watching) states.push(state)
  return states
}

/** Work that a test holds in its hand. */
function held() {
  const begun = Promise.withResolvers<OperationTask>()
  const end = Promise.withResolvers<typeof done>()
  const run = async (task: OperationTask) => {
    begun.resolve(task)
    task.signal.addEventListener('abort', () => end.reject(task.signal.reason))
    return end.promise
  }
  return { run, begun: begun.promise, finish: () => end.resolve(done), fail: end.reject }
}

describe('an operation', () => {
  it('begins at once and ends with its result', async () => {
    const state = await house.ended(house.operations.start(spec(async () => done)))
    expect(state).toMatchObject({ at: 'done', result: done, cancellable: false, problem: null })
    expect(state.endedAt).not.toBeNull()
  })

  it('shows a slow watcher the newest state and the end, and nothing twice', async () => {
    const work = held()
    const id = await house.operations.start(spec(work.run))
    const task = await work.begun
    const seen: OperationState[] = []
    for await (const state of house.operations.watch(id)) {
      seen.push(state)
      if (seen.length === 1) for (let n = 1; n <= 500; n += 1) task.tell(progress(n))
      if (state.progress?.amount?.done === 500) work.finish()
    }
    expect(seen.map((state) => [state.at, state.progress?.amount?.done ?? null])).toEqual([
      ['running', null],
      ['running', 500],
      ['done', 500],
    ])
  })

  it('serves many watchers, also one that comes after the end', async () => {
    const work = held()
    const id = await house.operations.start(spec(work.run))
    const watchers = Array.from({ length: 20 }, () => all(house.operations.watch(id)))
    await work.begun
    work.finish()
    for (const states of await Promise.all(watchers)) expect(states.at(-1)?.at).toBe('done')
    expect(await all(house.operations.watch(id))).toHaveLength(1)
  })

  it('goes on when a watcher leaves', async () => {
    const work = held()
    const id = await house.operations.start(spec(work.run))
    await work.begun
    const leaving = new AbortController()
    const watching = all(house.operations.watch(id, leaving.signal))
    setTimeout(() => leaving.abort(), 5)
    expect((await watching).map((state) => state.at)).toEqual(['running'])
    work.finish()
    expect((await house.operations.finished(id)).at).toBe('done')
  })

  it('ends as cancelled when it was asked to stop', async () => {
    const work = held()
    const id = await house.operations.start(spec(work.run))
    await work.begun
    house.operations.cancel(id)
    expect(await house.operations.finished(id)).toMatchObject({
      at: 'cancelled',
      problem: { code: 'cancelled' },
    })
  })

  it('ignores a cancel while it cannot be cancelled, also later', async () => {
    const work = held()
    const id = await house.operations.start(spec(work.run))
    const task = await work.begun
    task.tell({ kind: 'cancellable', cancellable: false })
    house.operations.cancel(id)
    task.tell({ kind: 'cancellable', cancellable: true })
    expect(task.signal.aborted).toBe(false)
    work.finish()
    expect((await house.operations.finished(id)).at).toBe('done')
  })

  it('stops at the point of no return when the cancel came first', async () => {
    const passed: string[] = []
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const id = await house.operations.start(
      spec(async (task) => {
        begun.resolve()
        await goOn.promise
        task.tell({ kind: 'cancellable', cancellable: false })
        passed.push('replaced')
        return done
      }),
    )
    await begun.promise
    house.operations.cancel(id)
    goOn.resolve()
    expect((await house.operations.finished(id)).at).toBe('cancelled')
    expect(passed).toEqual([])
  })

  it('says a real problem that came up while stopping', async () => {
    const id = await house.operations.start(
      spec(async (task) => {
        await new Promise((resolve) => task.signal.addEventListener('abort', resolve))
        throw problem('disk-full')
      }),
    )
    house.operations.cancel(id)
    expect(await house.operations.finished(id)).toMatchObject({
      at: 'failed',
      problem: { code: 'disk-full' },
    })
  })

  it('keeps the words of an error that nobody expected', async () => {
    const state = await house.ended(
      house.operations.start(
        spec(async () => {
          throw new TypeError('the shelf fell down')
        }),
      ),
    )
    expect(state).toMatchObject({ at: 'failed', problem: { code: 'unexpected' } })
    expect(state.problem?.evidence[0]).toContain('the shelf fell down')
  })

  it('keeps running ones and the last 50 that ended', async () => {
    const work = held()
    const running = await house.operations.start(spec(work.run))
    const ids: string[] = []
    for (let n = 0; n < 60; n += 1) {
      ids.push(await house.operations.start(spec(async () => done)))
      await house.operations.finished(ids.at(-1) ?? '')
    }
    const kept = house.operations.list('shop').map((state) => state.id)
    expect(kept).toContain(running)
    expect(kept[0]).toBe(ids.at(-1))
    expect(kept.length).toBeLessThanOrEqual(52)
    expect(await problemOf(async () => house.operations.finished(ids[0] ?? ''))).toBe('operation-unknown')
    expect(house.operations.list('another')).toEqual([])
    work.finish()
  })
})

describe('changes', () => {
  it('are one at a time per project, also when two start in the same moment', async () => {
    const work = held()
    const both = await Promise.allSettled([
      house.operations.start(spec(work.run, 'changes')),
      house.operations.start(spec(async () => done, 'changes')),
    ])
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
    expect(await problemOf(() => house.operations.start(spec(async () => done, 'changes')))).toBe(
      'project-busy',
    )
    expect((await house.ended(house.operations.start(spec(async () => done)))).at).toBe('done')
    work.finish()
    const first = both[0]?.status === 'fulfilled' ? both[0].value : ''
    await house.operations.finished(first)
    expect((await house.ended(house.operations.start(spec(async () => done, 'changes')))).at).toBe('done')
  })

  it('are refused while another process has the project, and allowed after it', async () => {
    const elsewhere = createOperations(house.ports)
    const work = held()
    const id = await elsewhere.start(spec(work.run, 'changes'))
    expect(await problemOf(() => house.operations.start(spec(async () => done, 'changes')))).toBe(
      'project-busy',
    )
    expect(await problemOf(() => house.operations.briefly(house.project.backupsFolder, async () => 1))).toBe(
      'project-busy',
    )
    work.finish()
    await elsewhere.finished(id)
    expect((await house.ended(house.operations.start(spec(async () => done, 'changes')))).at).toBe('done')
  })

  it('wait a moment for a label that another process writes', async () => {
    const elsewhere = createOperations(house.ports)
    const label = elsewhere.briefly(
      house.project.backupsFolder,
      () => new Promise((resolve) => setTimeout(resolve, 300)),
    )
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect((await house.ended(house.operations.start(spec(async () => done, 'changes')))).at).toBe('done')
    await label
  })

  it('let short ones in beside them, one after the other, and give the lock back', async () => {
    const work = held()
    const id = await house.operations.start(spec(work.run, 'changes'))
    const order: string[] = []
    const brief = (name: string) =>
      house.operations.briefly(house.project.backupsFolder, async () => {
        order.push(`${name} in`)
        await new Promise((resolve) => setTimeout(resolve, 5))
        order.push(`${name} out`)
      })
    await Promise.all([brief('a'), brief('b')])
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out'])
    work.finish()
    await house.operations.finished(id)
    expect(await createOperations(house.ports).briefly(house.project.backupsFolder, async () => 7)).toBe(7)
  })
})
