import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { createSqliteTool } from '../../src-main/adapters/sqlite/sqlite-tool.ts'
import type { Recovery } from '../../src-main/contract/restore.ts'
import { makeRestoreHouse, workerEntry } from './restore-house.ts'
import { contentOf, integrityOf, makeShop, sql } from './restore-rows.ts'

export type Action = 'restore' | 'undo' | 'save'
type Moment =
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'step'; readonly step: string; readonly ms: number }

const steps = ['begun', 'safety-saved', 'replacing', 'replaced', 'checked'] as const
const root = mkdtempSync(join(tmpdir(), 'savepoint killed '))
const live = join(root, 'db.sqlite3')
const backups = join(root, 'backups')
const sqlite = createSqliteTool({ workerEntry })
/** A core that knows nothing of what was before; only its SQLite processes are warm. */
const freshCore = () => makeRestoreHouse(root, { keepAutomatic: 4, ports: (ports) => ({ ...ports, sqlite }) })

export async function cleanUp(): Promise<void> {
  await sqlite.close()
  rmSync(root, { recursive: true, force: true })
}

/** Kills, recovers and looks, again and again. What was seen is counted: how often each kind of interruption was met. */
export async function killAgainAndAgain(of: {
  readonly kills: number
  readonly seed: number
  readonly actions: readonly Action[]
}) {
  makeShop(live, 1500)
  const random = mulberry32(of.seed)
  const wanted = (await freshCore().save('the one to bring back')).id
  const content = contentOf(live)
  const seen = { old: 0, new: 0, untouched: 0, saveSaid: 0, unsaid: 0, ended: 0 }
  for (let round = 0; round < of.kills; round += 1) {
    const action = of.actions[round % of.actions.length] ?? 'save'
    const moment = momentOf(random, action)
    const where = `round ${round}: ${action}, ${JSON.stringify(moment)}`
    const states = await prepare({ action, round, wanted, content })
    const ended = await killed({ action, id: wanted, moment, wholeGroup: random() < 0.5 })
    const recoveries = await freshCore().restore.recovered('shop')
    const said = await lookAround(recoveries, states).catch((error: unknown) => {
      throw new Error(`${where}, said ${JSON.stringify(recoveries)}`, { cause: error })
    })
    if (ended) seen.ended += 1
    else if (said !== null && said.database !== 'neither') seen[said.database] += 1
    else if (recoveries.length > 0) seen.saveSaid += 1
    else seen.unsaid += 1
    if (recoveries.length > 0 || round === of.kills - 1) {
      await freshCore().bringBack(wanted)
      expect(contentOf(live)).toBe(content)
    }
  }
  console.log(`  kills: ${JSON.stringify(seen)}`)
  return seen
}

/** Old or new and nothing else, told as it is, nothing left behind, told once. */
async function lookAround(
  recoveries: readonly Recovery[],
  of: { readonly before: string; readonly after: string },
): Promise<Recovery | null> {
  const { before, after } = of
  const core = freshCore()
  const now = contentOf(live)
  expect([before, after].includes(now)).toBe(true)
  expect(integrityOf(live)).toBe('ok')
  const said = recoveries.find((one) => one.operation === 'restore' || one.operation === 'undo') ?? null
  if (said !== null) expectTruth(said, { now, after })
  if (said?.safety != null) {
    const { savepoint } = await core.savepoints.show('shop', said.safety)
    expect(savepoint.verified).toBe(true)
    expect(contentOf(join(backups, savepoint.file)) === before).toBe(true)
  }
  expect(leftovers()).toEqual([])
  for (const one of (await core.savepoints.list('shop')).savepoints) expect(one.verified).toBe(true)
  expect(await freshCore().restore.recovered('shop')).toEqual([])
  if (now === after && after !== before) expect(await core.restore.undoable('shop')).not.toBeNull()
  return said
}

/** The content before the action, and what it would be after it. */
async function prepare(of: {
  readonly action: Action
  readonly round: number
  readonly wanted: string
  readonly content: string
}): Promise<{ readonly before: string; readonly after: string }> {
  sql(live, `PRAGMA journal_mode = ${of.round % 2 === 0 ? 'DELETE' : 'WAL'}`)
  sql(live, `UPDATE shop_order SET name = 'round ${of.round}' WHERE id <= 2000`)
  const changed = contentOf(live)
  if (of.action === 'save') return { before: changed, after: changed }
  if (of.action === 'restore') return { before: changed, after: of.content }
  await freshCore().bringBack(of.wanted)
  return { before: of.content, after: changed }
}

/** Mostly counted from the first line in the journal, so that a busy machine meets the same moments as an idle one. */
function momentOf(random: () => number, action: Action): Moment {
  if (random() < 0.1) return { kind: 'after', ms: random() * 200 }
  if (action === 'save') return { kind: 'step', step: 'begun', ms: random() * 120 }
  const step = steps[Math.floor(random() * steps.length)] ?? 'begun'
  return { kind: 'step', step, ms: random() * (step === 'begun' ? 300 : 12) }
}

/** True when the action had ended before the kill. Half of the kills leave its SQLite processes to notice by themselves. */
async function killed(of: {
  readonly action: Action
  readonly id: string
  readonly moment: Moment
  readonly wholeGroup: boolean
}): Promise<boolean> {
  const before = journal().length
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'restore-child.ts'), root, of.action, of.id],
    { detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const { pid } = child
  if (pid === undefined) throw new Error('the child did not start')
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const gone = new Promise((resolve) => child.once('close', resolve))
  while (!said.includes('go')) await sleep(1)
  if (of.moment.kind === 'step') {
    const { step } = of.moment
    const kinds = of.action === 'save' ? /"kind":"save"/ : /"kind":"(restore|undo)"/
    while (!said.includes('end') && !reached({ before, step, kinds })) await sleep(1)
  }
  await sleep(of.moment.ms)
  const ended = said.includes('end')
  kill(of.wholeGroup ? -pid : pid)
  await gone
  return ended
}

function reached(of: { readonly before: number; readonly step: string; readonly kinds: RegExp }): boolean {
  return journal()
    .slice(of.before)
    .split('\n')
    .some((line) => of.kinds.test(line) && line.includes(`"step":"${of.step}"`))
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function expectTruth(said: Recovery, of: { readonly now: string; readonly after: string }): void {
  expect(said.database).toBe(
    of.now === of.after ? 'new' : said.database === 'untouched' ? 'untouched' : 'old',
  )
}

function journal(): string {
  const file = join(backups, '.savepoint', 'journal.jsonl')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** Anything but whole savepoints, the journal and the lock. */
function leftovers(): readonly string[] {
  const names = readdirSync(backups)
  const alone = names.filter(
    (name) => name.endsWith('.sqlite3') && !names.includes(name.replace('.sqlite3', '.json')),
  )
  const strange = names.filter(
    (name) => !/^db_\d{8}_\d{6}(-\d+)?\.(sqlite3|json)$|^\.savepoint$|^\.gitignore$/.test(name),
  )
  const own = readdirSync(join(backups, '.savepoint')).filter((name) => !/^(journal\.jsonl|lock)$/.test(name))
  const beside = readdirSync(root)
    .filter((name) => !/^(db\.sqlite3(-wal|-shm)?|backups)$/.test(name))
    .filter((name) => name !== 'db.sqlite3-journal' || isHot(join(root, name)))
  return [...alone, ...strange, ...own, ...beside]
}

/** A journal that never got its header is nothing to SQLite: it writes over it next time. https://sqlite.org/fileformat.html#the_rollback_journal */
function isHot(path: string): boolean {
  return readFileSync(path).subarray(0, 8).toString('hex') === 'd9d505f920a163d7'
}

/** The same numbers for the same seed. https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function mulberry32(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
