import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Migrations } from '../../src-main/core/migrations/migrations.ts'
import type { SqliteTool } from '../../src-main/core/ports.ts'
import { problem } from '../../src-main/core/problem.ts'
import { makeRestoreHouse, type RestoreHouse } from '../crash/restore-house.ts'
import { contentOf, makeShop, sql } from '../crash/restore-rows.ts'

/** The real SQLite, with one part that a test makes fail. */
let faults: { -readonly [Verb in keyof SqliteTool]?: SqliteTool[Verb] } = {}
let code: { -readonly [Verb in keyof Migrations]?: Migrations[Verb] } = {}
let house: RestoreHouse
let real: SqliteTool

const open = (root: string) =>
  makeRestoreHouse(root, {
    ports: (ports) => {
      real = ports.sqlite
      const late = (name: string) => Reflect.get({ ...ports.sqlite, ...faults }, name) as unknown
      return { ...ports, sqlite: new Proxy(ports.sqlite, { get: (_, name) => late(String(name)) }) }
    },
    migrations: (standIn) =>
      new Proxy(standIn, { get: (_, name) => Reflect.get(code, name) ?? Reflect.get(standIn, name) }),
  })

beforeEach(() => {
  faults = {}
  code = {}
  house = open(mkdtempSync(join(tmpdir(), 'savepoint fails ')))
  makeShop(house.live, 30)
})
afterEach(async () => {
  await house.close()
  rmSync(house.root, { recursive: true, force: true })
})

/** A savepoint, and rows changed since; the plan is for bringing it back. */
async function changedSince() {
  const saved = await house.save()
  const old = contentOf(house.live)
  sql(house.live, 'DELETE FROM shop_line WHERE id > 3')
  const plan = await house.restore.plan('shop', saved.id)
  return { saved, old, plan, now: contentOf(house.live) }
}
const execute = (id: string, approval: string) => house.finished(house.restore.execute('shop', id, approval))
const staging = () => join(house.project.backupsFolder, '.savepoint', 'staging')
/** Two pages of zeros where a table was. */
function damage(file: string): void {
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(8192), 0, 8192, 4096)
  closeSync(opened)
}
const broken = async () => {
  throw problem('settings-failed', { evidence: ['SyntaxError in settings.py'] })
}

describe('a restore that fails', () => {
  it('puts the old content back when the replacement broke half-way, and proves it', async () => {
    const { saved, plan, now } = await changedSince()
    let times = 0
    faults.restore = async (request, task) => {
      times += 1
      if (times > 1) return real.restore(request, task)
      await request.beforeReplacing()
      damage(house.live)
      throw problem('restore-failed', { evidence: ['the process died'] })
    }
    const state = await execute(saved.id, plan.approval)
    expect(state.problem).toMatchObject({ code: 'restore-failed', safe: 'database-as-before' })
    expect(times).toBe(2)
    expect(contentOf(house.live)).toBe(now)
    expect(await house.restore.undoable('shop')).toBeNull()
  })

  it('never writes over what somebody committed after the replacement had failed', async () => {
    const { saved, plan } = await changedSince()
    faults.restore = async (request, task) => {
      if (contentOf(house.live).includes('somebody')) return real.restore(request, task)
      await request.beforeReplacing()
      sql(house.live, "INSERT INTO shop_order VALUES (901, 'somebody')")
      throw problem('database-locked', { facts: { path: house.live } })
    }
    const state = await execute(saved.id, plan.approval)
    expect(state.problem).toMatchObject({ code: 'restore-failed', safe: 'way-back-kept' })
    expect(contentOf(house.live)).toContain('somebody')
  })

  it('names the way back when the old content can’t be put back at once, and offers Undo', async () => {
    const { saved, plan, now } = await changedSince()
    faults.restore = async (request) => {
      await request.beforeReplacing()
      sql(house.live, 'DELETE FROM shop_line')
      throw problem('disk-full', { facts: { folder: house.root } })
    }
    const state = await execute(saved.id, plan.approval)
    const safety = String(state.problem?.facts['safety'])
    expect(state.problem).toMatchObject({
      code: 'restore-failed',
      safe: 'way-back-kept',
      facts: { why: 'disk-full' },
      fixes: [{ kind: 'restore-savepoint', savepointId: safety }],
    })
    faults = {}
    await house.undo()
    expect(contentOf(house.live)).toBe(now)
  })

  it('takes a damaged result back at once', async () => {
    const { saved, plan, now } = await changedSince()
    let looked = 0
    faults.check = async (path, task) => {
      const check = await real.check(path, task)
      if (path !== house.live) return check
      looked += 1
      return { ...check, quickCheck: 'wrong # of entries in index' }
    }
    const state = await execute(saved.id, plan.approval)
    expect(looked).toBe(2)
    expect(state.problem).toMatchObject({ code: 'restore-failed', safe: 'database-as-before' })
    expect(contentOf(house.live)).toBe(now)
  })

  it('never calls content done that differs from the savepoint, and leaves the choice to the person', async () => {
    const { saved, plan, now } = await changedSince()
    faults.restore = async (request, task) => {
      await real.restore(request, task)
      sql(house.live, "UPDATE shop_order SET name = 'other' WHERE id = 1")
    }
    const state = await execute(saved.id, plan.approval)
    expect(state.problem).toMatchObject({ code: 'restored-but-differs', safe: 'way-back-kept' })
    faults = {}
    await house.undo()
    expect(contentOf(house.live)).toBe(now)
  })

  it('replaces nothing when a row was written after the safety savepoint was made', async () => {
    const { saved, plan } = await changedSince()
    faults.restore = async (request, task) => {
      sql(house.live, "INSERT INTO shop_order VALUES (900, 'in the last moment')")
      return real.restore(request, task)
    }
    const state = await execute(saved.id, plan.approval)
    expect(state.problem).toMatchObject({
      code: 'changed-since-approved',
      safe: 'database-as-before',
      facts: { whileSaving: true },
    })
    expect(contentOf(house.live)).toContain('in the last moment')
    expect(await house.restore.undoable('shop')).toBeNull()
  })

  it('replaces nothing when what is there could not be saved first', async () => {
    const { saved, plan, now } = await changedSince()
    faults.save = async () => {
      throw problem('copy-differs', { facts: { path: house.live } })
    }
    const state = await execute(saved.id, plan.approval)
    expect(state.problem).toMatchObject({ code: 'safety-failed', safe: 'nothing-was-changed' })
    expect(contentOf(house.live)).toBe(now)
  })

  it('works without the project’s code, into the file that the journal knows', async () => {
    const { saved, old, now } = await changedSince()
    code.sqliteTarget = broken
    await house.bringBack(saved.id)
    expect(contentOf(house.live)).toBe(old)
    await house.undo()
    expect(contentOf(house.live)).toBe(now)
  })
})

describe('a rehearsal that meets trouble', () => {
  it('warns and goes on when the project’s code can’t answer: a restore stays possible', async () => {
    const { saved } = await changedSince()
    code.rehearse = broken
    const report = await house.rehearse(saved.id)
    expect(report.outcome).toBe('warned')
    expect(report.checks.map((line) => line.at)).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'warned',
      'warned',
      'passed',
      'warned',
      'passed',
    ])
    expect(report.checks[4]?.problem?.code).toBe('settings-failed')
  })

  it('removes its copy when it is cancelled', async () => {
    const { saved } = await changedSince()
    const reached = Promise.withResolvers<void>()
    code.rehearse = (_project, _alias, file, signal) =>
      new Promise((_, reject) => {
        expect(existsSync(file)).toBe(true)
        signal.addEventListener('abort', () => reject(problem('cancelled')))
        reached.resolve()
      })
    const id = await house.restore.rehearse('shop', saved.id)
    await reached.promise
    house.operations.cancel(id)
    expect(await house.operations.finished(id)).toMatchObject({ at: 'cancelled' })
    expect(readdirSync(staging())).toEqual([])
  })

  it('asks for the space first', async () => {
    const { saved } = await changedSince()
    await house.close()
    house = makeRestoreHouse(house.root, {
      ports: (ports) => ({ ...ports, files: { ...ports.files, freeBytes: async () => 100 } }),
    })
    const report = await house.rehearse(saved.id)
    expect(report.checks[1]).toMatchObject({ id: 'staging', at: 'failed', problem: { code: 'disk-full' } })
    expect((await house.restore.plan('shop', saved.id)).blockers).toMatchObject([{ code: 'disk-full' }])
    expect(readdirSync(staging())).toEqual([])
  })
})

describe('the start after a crash', () => {
  it('leaves alone what runs: a rehearsal of another process, and files that are not ours', async () => {
    const { saved } = await changedSince()
    const own = join(house.project.backupsFolder, 'notes.partial')
    writeFileSync(own, 'mine')
    const reached = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    code.rehearse = async () => {
      reached.resolve()
      await goOn.promise
      throw problem('settings-failed')
    }
    const id = await house.restore.rehearse('shop', saved.id)
    await reached.promise
    const other = makeRestoreHouse(house.root)
    try {
      expect(await other.restore.recovered('shop')).toEqual([])
    } finally {
      await other.close()
    }
    expect(readdirSync(staging()).length).toBeGreaterThan(0)
    goOn.resolve()
    expect(await house.operations.finished(id)).toMatchObject({ at: 'done' })
    expect(existsSync(own)).toBe(true)
    expect(await house.restore.recovered('shop')).toEqual([])
  })

  it('removes partial copies and dead rehearsals that nobody noted, and says it once', async () => {
    await changedSince()
    const partial = join(house.project.backupsFolder, 'db_20260101_000000.sqlite3.partial')
    writeFileSync(partial, 'half')
    const recoveries = await house.restore.recovered('shop')
    expect(recoveries).toMatchObject([{ operation: 'other', database: 'untouched', removed: [partial] }])
    expect(existsSync(partial)).toBe(false)
    expect(await house.restore.recovered('shop')).toEqual([])
  })
})
