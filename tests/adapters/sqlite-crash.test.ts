import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ledgerIsWhole, makeLedger, rows, run, temporaryFolder } from './sqlite-support/databases.ts'

const child = path.resolve(import.meta.dirname, '../crash/sqlite-crash-child.mjs')
const rounds = 50
const seed = Number(process.env['SAVEPOINT_SEED'] ?? 20_261_121)

/** What tells the two contents apart, and a mix of them from both. */
function fingerprint(file: string): string {
  return JSON.stringify(
    rows(
      file,
      `SELECT (SELECT count(*) || ':' || sum(amount * id) FROM one) AS one, (SELECT count(*) || ':' || min(note) FROM two) AS two,
        (SELECT count(*) || ':' || min(hex(substr(data, 1, 8))) || max(hex(substr(data, 1, 8))) FROM filler) AS filler`,
    ),
  )
}

/** mulberry32: the same moments for the same seed. */
function randomOf(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So many ms after it said `from`; null lets it end. */
type Moment = { readonly from: 'up' | 'begun'; readonly killAfterMs: number | null }

/** Starts the work in a group of its own; without `killAfterMs` it runs to its end. Says whether it was done and how long it took. */
async function work(args: readonly string[], { from, killAfterMs }: Moment) {
  const group = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const started = new Promise<void>((resolve) => {
    group.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(from)) resolve()
    })
  })
  const closed = new Promise<void>((resolve) => group.once('close', () => resolve()))
  await started
  const begun = performance.now()
  if (killAfterMs !== null) {
    await Promise.race([sleep(killAfterMs), closed])
    if (group.pid !== undefined && group.exitCode === null) process.kill(-group.pid, 'SIGKILL')
  }
  await closed
  return {
    done: said.includes('done'),
    replacing: said.includes('replacing'),
    tookMs: performance.now() - begun,
  }
}

type Found = {
  readonly verb: string
  readonly ended: { readonly done: boolean; readonly replacing: boolean }
  readonly isOld: string
  readonly isNew: string
  readonly now: string
  /** Fingerprint of the saved copy; null when there is none. */
  readonly saved: string | null
}

function savedAt(to: string): string | null {
  if (!existsSync(to)) return null
  return ledgerIsWhole(to) ? fingerprint(to) : 'damaged'
}

/** Every way to be wrong, in words; none is right. */
function wrongIn({ verb, ended, isOld, isNew, now, saved }: Found): readonly string[] {
  const wrong = []
  if (verb === 'save') {
    if (now !== isOld) wrong.push('a save changed the database')
    if (saved !== null && saved !== isOld) wrong.push('a final copy is not what was saved')
    if (ended.done && saved === null) wrong.push('done was said without a copy')
    return wrong
  }
  if (now !== isOld && now !== isNew) wrong.push('neither old nor new')
  if (ended.done && now !== isNew) wrong.push('done was said with the old content')
  if (!ended.replacing && now !== isOld) wrong.push('replaced before it was announced')
  return wrong
}

function outcomeOf({ verb, ended, isNew, now, saved }: Found, partial: boolean): string {
  if (verb === 'save') return saved !== null ? 'saved' : partial ? 'partial left' : 'nothing yet'
  if (now === isNew) return 'new'
  return ended.replacing ? 'old, killed while replacing' : 'old'
}

describe.skipIf(process.platform === 'win32')('kill -9 of everything at a random moment', () => {
  it.concurrent.for(['save', 'restore'])(
    `of a %s, ${rounds} times, leaves old or new and never a mix`,
    { timeout: 300_000 },
    async (verb, { onTestFinished }) => {
      const random = randomOf(seed)
      const folder = temporaryFolder('savepoint crash ', onTestFinished)
      const tally: Record<string, number> = {}
      const sources: Record<string, string> = {}
      for (const mode of ['delete', 'wal']) {
        sources[`old-${mode}`] = path.join(folder, `old-${mode}.sqlite3`)
        makeLedger(path.join(folder, `old-${mode}.sqlite3`), { mode, filler: 2500 })
      }
      const fresh = path.join(folder, 'new.sqlite3')
      makeLedger(fresh, { filler: 3000 })
      run(fresh, 'UPDATE one SET amount = id', 'UPDATE two SET amount = -id')
      const isNew = fingerprint(fresh)
      const live = path.join(folder, 'live.sqlite3')
      const to = path.join(folder, 'saved.sqlite3')
      const all = (name: string) => ['', '-wal', '-shm', '-journal', '.partial'].map((end) => name + end)

      let usualMs = 0
      for (let round = 0; round < rounds; round += 1) {
        const mode = round % 2 === 0 ? 'delete' : 'wal'
        for (const name of [...all(live), ...all(to)]) rmSync(name, { force: true })
        copyFileSync(sources[`old-${mode}`] ?? '', live)
        const isOld = fingerprint(live)
        expect(isOld).not.toBe(isNew)
        const args = verb === 'save' ? ['save', live, to] : ['restore', fresh, live]
        // The first round of each mode runs to its end: it says how long the others may be let run.
        const ended = await work(args, {
          // Now and then while it only gets ready.
          from: round % 5 === 4 ? 'up' : 'begun',
          killAfterMs: round < 2 ? null : random() * usualMs,
        })
        if (round < 2) usualMs = Math.max(usualMs, ended.tookMs)

        // A writer can go on: who died left no lock. (A killed process may still be inside a flush for a moment.)
        run(live, 'BEGIN EXCLUSIVE', 'ROLLBACK')
        const found = { verb, ended, isOld, isNew, now: fingerprint(live), saved: savedAt(to) }
        expect({ round, mode, wrong: wrongIn(found), whole: ledgerIsWhole(live) }).toEqual({
          round,
          mode,
          wrong: [],
          whole: true,
        })
        const outcome = outcomeOf(found, existsSync(`${to}.partial`))
        tally[outcome] = (tally[outcome] ?? 0) + 1
      }
      console.log(`${verb}: seed ${seed}, ${rounds} rounds, ${JSON.stringify(tally)}`)
      // Both outcomes happened, or the moments were badly chosen and nothing was tried.
      expect(Object.keys(tally).length).toBeGreaterThan(1)
    },
  )
})
