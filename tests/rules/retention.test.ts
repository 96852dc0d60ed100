import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Savepoint } from '../../src-main/contract/savepoint.ts'
import { retired } from '../../src-main/core/savepoints/retention.ts'
import { type House, makeHouse } from '../fakes/house.ts'

function savepoint(change: Partial<Savepoint> & { readonly id: string }): Savepoint {
  return {
    takenAt: '2026-11-21T10:15:00.000Z',
    kind: 'automatic',
    label: null,
    pinned: false,
    reason: null,
    database: 'default',
    file: `${change.id}.sqlite3`,
    bytes: 1,
    rows: 1,
    verification: 'verified',
    verified: true,
    migrations: 1,
    branch: null,
    ...change,
  }
}

const keeping = { database: 'default', keep: 2, spare: [] }

describe('retention', () => {
  it('keeps the newest N per database', () => {
    const all = ['e', 'd', 'c', 'b', 'a'].map((id) => savepoint({ id }))
    expect(retired(all, keeping)).toEqual(['c', 'b', 'a'])
    expect(retired(all, { ...keeping, database: 'other' })).toEqual([])
  })

  it.each([
    ['yours', { kind: 'you' }],
    ['a pinned one', { pinned: true }],
    ['a damaged database kept as is', { verification: 'kept-as-is' }],
    ['one whose check failed', { verification: 'failed' }],
    ['one whose file is missing', { verification: 'missing' }],
    ['one of another database', { database: 'replica' }],
  ] as const)('never takes %s, and does not count it either', (_, change) => {
    const special = ['z', 'y', 'x'].map((id) => savepoint({ id, ...change }))
    const automatic = ['c', 'b', 'a'].map((id) => savepoint({ id }))
    expect(retired([...special, ...automatic], keeping)).toEqual(['a'])
    expect(retired([...automatic, ...special], keeping)).toEqual(['a'])
  })

  it('never takes the newest from before a restore: Undo needs it', () => {
    const all = [
      ...['e', 'd', 'c'].map((id) => savepoint({ id })),
      savepoint({ id: 'undo', kind: 'before-restore' }),
      savepoint({ id: 'older', kind: 'before-restore' }),
    ]
    expect(retired(all, keeping)).toEqual(['c', 'older'])
  })

  it('never takes more than it may, whatever there is', () => {
    const any = fc.record({
      kind: fc.constantFrom('you', 'automatic', 'before-restore'),
      pinned: fc.boolean(),
      database: fc.constantFrom('default', 'replica'),
      verification: fc.constantFrom('verified', 'unverified', 'failed', 'missing', 'kept-as-is'),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), fc.integer({ min: 1, max: 10 }), (parts, keep) => {
        const all = parts.map((part, at) => savepoint({ id: `s${at}`, ...(part as Partial<Savepoint>) }))
        const gone = new Set(retired(all, { ...keeping, keep }))
        const may = (one: Savepoint) =>
          one.database === 'default' && one.kind !== 'you' && !one.pinned && one.verification !== 'kept-as-is'
        expect(all.filter((one) => gone.has(one.id)).every(may)).toBe(true)
        const left = all.filter((one) => may(one) && !gone.has(one.id))
        const countable = all.filter((one) => may(one) && /verified/.test(one.verification))
        expect(left.length).toBeGreaterThanOrEqual(Math.min(keep, countable.length))
        const newestSafety = all.find((one) => one.database === 'default' && one.kind === 'before-restore')
        expect(newestSafety !== undefined && gone.has(newestSafety.id)).toBe(false)
      }),
    )
  })
})

describe('retention after a save', () => {
  let house: House
  beforeEach(() => {
    house = makeHouse()
    house.settings.change({ keepAutomatic: 2 })
  })
  afterEach(() => house.clean())

  async function automatic(of: string | null = null): Promise<string> {
    const made = await house.savepoints.makeNow(
      {
        target: house.target('default'),
        kind: 'automatic',
        label: null,
        reason: { kind: 'migrate', of },
      },
      house.task(),
    )
    house.clock.pass(1000)
    return made.id
  }

  async function ids(): Promise<readonly string[]> {
    return (await house.savepoints.list('shop')).savepoints.map(({ id }) => id)
  }

  it('removes what is too old, files and notes', async () => {
    const mine = await house.save()
    const made = [await automatic(), await automatic(), await automatic(), await automatic()]
    expect(await ids()).toEqual([made[3], made[2], mine.id])
  })

  it('spares the one that is being restored, though it would be next to go', async () => {
    const first = await automatic()
    const second = await automatic()
    const third = await automatic(first)
    expect(await ids()).toEqual([third, second, first])
  })

  it('counts a pin that was set a moment ago', async () => {
    const first = await automatic()
    await automatic()
    const [, third] = await Promise.all([house.savepoints.pin('shop', first, true), automatic()])
    expect(await ids()).toContain(first)
    expect(await ids()).toContain(third)
  })
})
