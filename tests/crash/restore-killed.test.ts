import { afterAll, describe, expect, it } from 'vitest'
import { cleanUp, killAgainAndAgain } from './restore-kill-rounds.ts'

const kills = Number(process.env['SAVEPOINT_KILLS'] ?? 50)
const seed = Number(process.env['SAVEPOINT_SEED'] ?? 20261121)

afterAll(cleanUp)

describe(`kill -9 at ${kills} random moments of restore and undo (seed ${seed})`, () => {
  it('leaves the old or the new content, says which, cleans up, and the next restore works', async () => {
    const seen = await killAgainAndAgain({ kills, seed, actions: ['restore', 'undo'] })
    // A test that kills only what has not begun, or has ended, shows nothing.
    expect(seen.old + seen.new + seen.untouched).toBeGreaterThan(kills / 3)
    expect(seen.new).toBeGreaterThan(0)
    expect(seen.ended).toBeLessThan(kills / 3)
  }, 600_000)
})
