/**
 * Listing 10,000 savepoints of 60 tables and 120 migrations each: how long it takes, the first time and again, and how long the
 * event loop stood still meanwhile. Run it with Node 24: node tests/bench/listing.mjs [savepoints]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFiles } from '../../src-main/adapters/files.ts'
import { createCatalogue } from '../../src-main/core/savepoints/catalogue.ts'

const count = Number(process.argv[2] ?? 10_000)
const folder = mkdtempSync(path.join(os.tmpdir(), 'savepoint-bench-listing-'))
try {
  writeSavepoints()
  const { longestMs: idle } = await measured(async () => {
    await sleep(1000)
    return { entries: [] }
  })
  console.log(`doing nothing for a second: event loop late by at most ${idle.toFixed(1)} ms`)
  const catalogue = createCatalogue({ files: createFiles(), platform: process.platform })
  for (const which of ['first', 'second', 'third']) {
    const { ms, longestMs, listed } = await measured(() => catalogue.read(folder))
    console.log(
      `${listed} savepoints, ${which} listing: ${ms.toFixed(0)} ms; event loop still for at most ${longestMs.toFixed(1)} ms (16 promised)`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measured(work) {
  await sleep(200)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  // Below this the timer itself is late, whatever we do: what this machine needs for nothing at all.
  await sleep(20)
  delay.reset()
  const began = performance.now()
  const { entries } = await work()
  const ms = performance.now() - began
  await sleep(5)
  delay.disable()
  return { ms, longestMs: delay.max / 1e6, listed: entries.length }
}

function writeSavepoints() {
  mkdirSync(folder, { recursive: true })
  const tables = Array.from({ length: 60 }, (_, n) => ({ table: `app_table_number_${n}`, rows: n * 37 }))
  const migrations = Array.from({ length: 120 }, (_, n) => ({
    app: `app${n % 12}`,
    name: `${String(n).padStart(4, '0')}_change_something`,
    appliedAt: '2026-11-20 10:00:00.123456',
  }))
  for (let n = 0; n < count; n += 1) {
    const at = new Date(Date.UTC(2026, 0, 1) + n * 60_000)
    const digits = at.toISOString().replaceAll(/[-:T]/g, '')
    const id = `db_${digits.slice(0, 8)}_${digits.slice(8, 14)}`
    const manifest = {
      savepoint: 1,
      id,
      takenAt: at.toISOString(),
      kind: n % 3 === 0 ? 'you' : 'automatic',
      label: n % 5 === 0 ? `label ${n}` : null,
      pinned: false,
      reason: null,
      database: {
        alias: 'default',
        engine: 'sqlite',
        name: 'db.sqlite3',
        journalMode: 'delete',
        pageSize: 4096,
      },
      files: [{ name: `${id}.sqlite3`, role: 'database', bytes: 5, sha256: 'a'.repeat(64) }],
      tables,
      migrations,
      whole: true,
      checks: { at: at.toISOString(), quickCheck: 'ok', foreignKeyViolations: 0, outcome: 'passed' },
      git: { branch: 'main', commit: 'abc1234', dirtyFiles: 0 },
      versions: { savepoint: '0.1.0', sqlite: '3.50.0', django: '5.2', python: '3.12.1' },
    }
    writeFileSync(path.join(folder, `${id}.json`), `${JSON.stringify(manifest, null, 1)}\n`)
    writeFileSync(path.join(folder, `${id}.sqlite3`), 'bytes')
  }
}
