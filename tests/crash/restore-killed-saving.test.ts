import { afterAll, describe, expect, it } from 'vitest'
import { cleanUp, killAgainAndAgain } from './restore-kill-rounds.ts'

const kills = Number(process.env['SAVEPOINT_KILLS'] ?? 50)
const seed = Number(process.env['SAVEPOINT_SEED'] ?? 20261121)

afterAll(cleanUp)

describe(`kill -9 at ${kills} random moments of saving (seed ${seed})`, () => {
  it('leaves the database alone, whole savepoints or none, and nothing half', async () => {
    const seen = await killAgainAndAgain({ kills, seed, actions: ['save'] })
    expect(seen.saveSaid).toBeGreaterThan(kills / 10)
    expect(seen.ended).toBeLessThan(kills / 2)
  }, 600_000)
})
