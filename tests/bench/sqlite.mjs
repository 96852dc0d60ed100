// Our save and restore beside cp + fsync, sqlite3 .backup and VACUUM INTO, in one run: time as a ratio to cp + fsync, and whether the result is whole.
// Flags: --mb 200,2000 --runs 3
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { createSqliteTool } from '../../src-main/adapters/sqlite/sqlite-tool.ts'
import { makeDatabase, setMode, whatIsWrong } from './sqlite-databases.mjs'

const { values } = parseArgs({
  options: { mb: { type: 'string', default: '200' }, runs: { type: 'string', default: '3' } },
})
const runs = Number(values.runs)
const root = path.resolve(import.meta.dirname, '../..')
const python = process.platform === 'win32' ? 'python' : 'python3'
const limitMs = 15_000
const task = { signal: new AbortController().signal, report: () => undefined }
const hasCli = spawnWorks('sqlite3', ['--version'])
const tool = createSqliteTool({ workerEntry: path.join(root, 'src-main/adapters/sqlite/worker.ts') })
const folder = mkdtempSync(path.join(tmpdir(), 'savepoint-bench-'))
const live = path.join(folder, 'live.sqlite3')
const base = path.join(folder, 'base.sqlite3')
const to = path.join(folder, 'to.sqlite3')
const misses = []
const idler = startIdler()

// Every rival is a process of its own: what it does to an event loop isn't ours. Start-up of the process is part of its time,
// so the floor (cp + fsync) is a process too, of the fastest kind there is.
const cp = (from, into) => ['sh', ['-c', 'cp -- "$1" "$2" && sync -- "$2"', 'sh', from, into]]
const saves = {
  'cp + fsync': () => runLimited(...cp(live, to)),
  [hasCli ? 'sqlite3 .backup' : 'python backup, 100 pages a step']: () =>
    hasCli
      ? runLimited('sqlite3', ['-cmd', '.timeout 10000', live, `.backup '${to}'`])
      : runLimited(python, [
          '-c',
          'import sqlite3,sys; a=sqlite3.connect(sys.argv[1]); b=sqlite3.connect(sys.argv[2]); a.backup(b, pages=100)',
          live,
          to,
        ]),
  'VACUUM INTO + fsync': () =>
    runLimited(python, [
      '-c',
      'import os,sqlite3,sys; sqlite3.connect(sys.argv[1], timeout=10).execute("VACUUM INTO ?", (sys.argv[2],)); f=os.open(sys.argv[2], os.O_RDWR); os.fsync(f)',
      live,
      to,
    ]),
  'Savepoint, unverified': () => tool.save({ from: live, to, lockMs: 10_000, verify: false }, task),
  'Savepoint, verified': () => tool.save({ from: live, to, lockMs: 10_000, verify: true }, task),
}
const restores = {
  'cp over + fsync': () => runLimited(...cp(base, live)),
  ...(hasCli && {
    'sqlite3 .restore': () => runLimited('sqlite3', ['-cmd', '.timeout 10000', live, `.restore '${base}'`]),
  }),
  'Savepoint restore': () =>
    tool.restore({ from: base, into: live, lockMs: 10_000, beforeReplacing: async () => undefined }, task),
}

try {
  console.log(
    hasCli
      ? `sqlite3 CLI ${execFileSync('sqlite3', ['--version'], { encoding: 'utf8' }).split(' ')[0]}`
      : 'no sqlite3 CLI here: Python’s backup stands in, .restore is left out',
  )
  for (const mib of values.mb.split(',').map(Number)) await benchSize(mib)
} finally {
  idler.stop()
  await tool.close()
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  misses.length === 0
    ? 'All targets met.'
    : `Targets missed:\n${misses.map((line) => `  ${line}`).join('\n')}`,
)

async function benchSize(mib) {
  rmSync(base, { force: true })
  makeDatabase(base, mib)
  const size = `${Math.round(statSync(base).size / 1024 / 1024)} MiB`
  const {
    loop,
    idle,
    result: quiet,
  } = await watched(() =>
    compare(`save, ${size}, no writer`, saves, { times: runs, before: freshLive('delete') }),
  )
  for (const mode of ['delete', 'wal'])
    await compare(`save, ${size}, ${mode.toUpperCase()} mode, a commit every 20 ms`, saves, {
      times: 1,
      before: freshLive(mode),
      writer: true,
    })
  const back = {}
  for (const mode of ['delete', 'wal'])
    back[mode] = await compare(`restore, ${size}, ${mode.toUpperCase()} mode`, restores, {
      times: runs,
      before: freshLive(mode),
      result: live,
    })

  console.log(
    `longest stop of the event loop while saving: ${loop.toFixed(1)} ms; of an idle process meanwhile: ${idle.toFixed(1)} ms`,
  )
  target('event loop, beyond an idle one', Math.max(0, loop - idle), 16, 'ms')
  target(`unverified save, ${size}`, quiet['Savepoint, unverified'], 1.2, '× cp + fsync')
  target(`verified save, ${size}`, quiet['Savepoint, verified'], mib >= 2000 ? 2 : 3, '× cp + fsync')
  for (const mode of ['delete', 'wal'])
    if (hasCli)
      target(
        `restore, ${size}, ${mode}`,
        back[mode]['Savepoint restore'] / back[mode]['sqlite3 .restore'],
        1,
        '× sqlite3 .restore',
      )
}

/** Interleaved, so that a slow moment of the machine hits all alike. Returns the median ratios to the first one. */
async function compare(title, ways, { times, before, writer = false, result = to }) {
  const seen = Object.fromEntries(Object.keys(ways).map((name) => [name, { ms: [], wrong: new Set() }]))
  for (let turn = 0; turn < times; turn += 1)
    for (const [name, way] of Object.entries(ways)) {
      before()
      const stopWriter = writer ? await startWriter() : () => undefined
      const begun = performance.now()
      const failed = await way().then(
        () => null,
        (error) => error.problem?.code ?? error.message,
      )
      seen[name].ms.push(failed === null ? performance.now() - begun : Number.POSITIVE_INFINITY)
      await stopWriter()
      const wrong =
        failed ?? (times > 1 && turn > 0 ? null : existsSync(result) ? whatIsWrong(result) : 'no result')
      if (wrong !== null) seen[name].wrong.add(wrong)
    }
  const floor = median(Object.values(seen)[0].ms)
  const rows = Object.entries(seen).map(([name, { ms, wrong }]) => ({
    way: name,
    ms: Number.isFinite(median(ms)) ? Math.round(median(ms)) : 'never',
    ratio: Number.isFinite(median(ms)) ? Number((median(ms) / floor).toFixed(2)) : '–',
    result: wrong.size === 0 ? 'whole' : [...wrong].join('; '),
  }))
  console.log(`\n${title} (${times === 1 ? 'one run' : `median of ${times}`})`)
  console.table(rows)
  return Object.fromEntries(rows.map(({ way, ms, ratio }) => [way, ratio === '–' ? ms : ratio]))
}

function freshLive(mode) {
  return () => {
    for (const end of ['', '-wal', '-shm', '-journal', '.partial'])
      for (const name of [live, to]) rmSync(name + end, { force: true })
    copyFileSync(base, live)
    if (mode !== 'delete') setMode(live, mode)
    // Nobody pays for the writing back of what another one left in the cache.
    if (process.platform !== 'win32') execFileSync('sync')
  }
}

/**
 * The longest stop of this process's event loop while it saves, and that of a process which only idles meanwhile: on a busy machine
 * both wait for a core, and what the idle one sees is not our doing.
 */
async function watched(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  // The database is made, checked and copied in this process too: only our own saves count.
  let longest = 0
  let idle = 0
  const save = tool.save
  for (const [name, verify] of [
    ['Savepoint, unverified', false],
    ['Savepoint, verified', true],
  ])
    saves[name] = async () => {
      await idler.reset()
      delay.reset()
      delay.enable()
      try {
        return await save({ from: live, to, lockMs: 10_000, verify }, task)
      } finally {
        delay.disable()
        longest = Math.max(longest, delay.max / 1e6)
        idle = Math.max(idle, await idler.longest())
      }
    }
  const result = await work()
  return { loop: longest, idle, result }
}

function startIdler() {
  const code = `const delay = require('perf_hooks').monitorEventLoopDelay({ resolution: 1 }); delay.enable();
    process.on('message', (what) => { if (what === 'reset') delay.reset(); process.send(delay.max / 1e6) })`
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ask = (what) =>
    new Promise((resolve) => {
      child.once('message', resolve)
      child.send(what)
    })
  return { reset: () => ask('reset'), longest: () => ask('longest'), stop: () => child.disconnect() }
}

function target(name, value, most, unit) {
  if (!(value <= most)) misses.push(`${name}: ${Number(value).toFixed(2)} ${unit}, wanted at most ${most}`)
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function spawnWorks(file, args) {
  try {
    execFileSync(file, args, { stdio: 'ignore' })
    return true
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}

function runLimited(file, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk) => (said += chunk))
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0) resolve()
      else
        reject(
          new Error(
            signal === null
              ? said.trim().slice(0, 60) || `exit ${code}`
              : `not finished after ${limitMs / 1000} s`,
          ),
        )
    })
  })
}

async function startWriter() {
  const script = path.join(root, 'tests/adapters/sqlite-support/writer.py')
  const child = spawn(python, [script, live, '20', '600'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  await new Promise((resolve) => setTimeout(resolve, 300))
  return () =>
    new Promise((resolve) => {
      child.once('close', resolve)
      child.kill('SIGKILL')
    })
}
