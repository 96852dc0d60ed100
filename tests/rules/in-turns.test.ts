import { array, assert, asyncProperty, integer } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fewAtOnce, inTurns, sortedInTurns } from '../../src-main/core/savepoints/in-turns.ts'

describe('work in turns', () => {
  it('sorts like toSorted, equal ones in their order, whatever the length', async () => {
    await assert(
      asyncProperty(array(integer({ min: 0, max: 40 }), { maxLength: 2000, size: 'max' }), async (keys) => {
        const items = keys.map((key, at) => ({ key, at }))
        const compare = (a: { key: number }, b: { key: number }) => a.key - b.key
        expect(await sortedInTurns(items, compare)).toEqual(items.toSorted(compare))
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the order, and lets everything else have its turn between', async () => {
    let others = 0
    const ticking = setInterval(() => {
      others += 1
    }, 1)
    const spin = (n: number) => {
      const until = performance.now() + 1
      while (performance.now() < until);
      return n * 2
    }
    const numbers = Array.from({ length: 60 }, (_, n) => n)
    const doubled = await inTurns(numbers, spin)
    clearInterval(ticking)
    expect(doubled).toEqual(numbers.map((n) => n * 2))
    // 60 ms of work in turns of 4 ms.
    expect(others).toBeGreaterThan(5)
  })

  it('never has more than sixteen files open', async () => {
    let open = 0
    let most = 0
    const numbers = Array.from({ length: 100 }, (_, n) => n)
    const done = await fewAtOnce(numbers, async (n) => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setTimeout(resolve, 1))
      open -= 1
      return n
    })
    expect(done).toEqual(numbers)
    expect(most).toBe(16)
  })
})
