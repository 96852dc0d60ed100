import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentOf, integrityOf, makeShop, sql } from '../crash/restore-rows.ts'
import { otherProgram } from '../crash/restore-other-program.ts'
import { makeRestoreHouse, type RestoreHouse } from '../crash/restore-house.ts'

let house: RestoreHouse
beforeEach(() => {
  house = makeRestoreHouse(mkdtempSync(join(tmpdir(), "savepoint restore's #%ü")))
  makeShop(house.live, 30)
})
afterEach(async () => {
  await house.close()
  rmSync(house.root, { recursive: true, force: true })
})

/** Nothing but savepoints, their notes, and Savepoint's own journal and lock. */
const leftovers = () => [
  ...readdirSync(house.project.backupsFolder).filter(
    (name) => !/^db_\d{8}_\d{6}(-\d+)?\.(sqlite3|json)$|^\.savepoint$|^\.gitignore$/.test(name),
  ),
  ...readdirSync(join(house.project.backupsFolder, '.savepoint')).filter(
    (name) => !/^(journal\.jsonl|lock|staging)$/.test(name),
  ),
  ...(existsSync(staging()) ? readdirSync(staging()) : []),
  ...readdirSync(house.root).filter((name) => !/^(db\.sqlite3|backups)$/.test(name)),
]
const staging = () => join(house.project.backupsFolder, '.savepoint', 'staging')

describe('a restore', () => {
  it('brings deleted rows back, says what was checked, and is undone and redone in one step each', async () => {
    const before = contentOf(house.live)
    const saved = await house.save()
    sql(house.live, 'DELETE FROM shop_line', "UPDATE shop_order SET name = 'changed' WHERE id < 4")
    const after = contentOf(house.live)

    const plan = await house.restore.plan('shop', saved.id)
    expect(plan.blockers).toEqual([])
    expect(plan.changes?.tables).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ table: 'shop_line', before: 0, after: 30, added: 30, removed: 0 }),
        expect.objectContaining({ table: 'shop_order', changed: 3 }),
      ]),
    )
    expect(contentOf(house.live)).toBe(after)

    const restored = await house.bringBack(saved.id)
    expect(contentOf(house.live)).toBe(before)
    expect(restored.checks.map((line) => `${line.id} ${line.at}`)).toEqual([
      'fingerprint passed',
      'safety passed',
      'replaced passed',
      'integrity passed',
      'foreign-keys passed',
      'rows passed',
      'content passed',
    ])
    const undo = await house.undo()
    expect(undo.restored).toBe(restored.safety)
    expect(contentOf(house.live)).toBe(after)
    await house.undo()
    expect(contentOf(house.live)).toBe(before)
    expect(leftovers()).toEqual([])
  })

  it('refuses when a row was written after the person looked, and says in which table', async () => {
    const saved = await house.save()
    sql(house.live, 'DELETE FROM shop_line')
    const plan = await house.restore.plan('shop', saved.id)
    sql(house.live, "INSERT INTO shop_order VALUES (900, 'late')")
    const late = contentOf(house.live)
    await expect(house.restore.execute('shop', saved.id, plan.approval)).rejects.toMatchObject({
      problem: {
        code: 'changed-since-approved',
        safe: 'nothing-was-changed',
        facts: { changed: 'shop_order', tables: 1 },
        fixes: [{ kind: 'rehearse-again' }],
      },
    })
    expect(contentOf(house.live)).toBe(late)
    expect(await house.restore.undoable('shop')).toBeNull()
  })

  it('works in WAL mode while a server has it open, and that server sees the new rows', async () => {
    const saved = await house.save()
    const server = await otherProgram(house.live)
    try {
      await server.ask('PRAGMA journal_mode = WAL')
      await server.ask('DELETE FROM shop_line WHERE id > 10')
      await house.bringBack(saved.id)
      expect(await server.ask('SELECT count(*) AS n FROM shop_line')).toEqual([{ n: 30 }])
      expect(await server.ask('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
      await house.undo()
      expect(await server.ask('SELECT count(*) AS n FROM shop_line')).toEqual([{ n: 10 }])
      await server.ask("INSERT INTO shop_order VALUES (901, 'goes on')")
    } finally {
      await server.kill()
    }
    expect(contentOf(house.live)).toContain('goes on')
  })

  it('is not fooled by the -wal that a killed server left: its rows are saved first and never come back by themselves', async () => {
    const saved = await house.save()
    const server = await otherProgram(house.live)
    await server.ask('PRAGMA journal_mode = WAL')
    await server.ask("INSERT INTO shop_order VALUES (77001, 'only in the wal')")
    await server.kill()
    expect(existsSync(`${house.live}-wal`)).toBe(true)

    const restored = await house.bringBack(saved.id)
    expect(contentOf(house.live)).not.toContain('only in the wal')
    expect(restored.checks.every((line) => line.at === 'passed')).toBe(true)
    await house.undo()
    expect(contentOf(house.live)).toContain('only in the wal')
  })

  it('puts a database where there is none, and then has nothing to undo', async () => {
    const before = contentOf(house.live)
    const saved = await house.save()
    rmSync(house.live)
    const plan = await house.restore.plan('shop', saved.id)
    expect(plan).toMatchObject({ changes: null, target: { exists: false }, blockers: [] })
    expect((await house.bringBack(saved.id)).safety).toBeNull()
    expect(contentOf(house.live)).toBe(before)
    expect(await house.restore.undoable('shop')).toBeNull()
    await expect(house.restore.undo('shop', saved.id)).rejects.toMatchObject({
      problem: { code: 'nothing-to-undo' },
    })
  })

  it.each([
    ['bytes that are no database', () => writeFileSync(house.live, 'this was a database once\n'.repeat(400))],
    ['a file of 0 bytes', () => truncateSync(house.live, 0)],
    ['a file cut off in the middle', () => truncateSync(house.live, 4096 * 2 + 100)],
  ])('keeps %s byte by byte before it is replaced, and puts the very bytes back', async (_, damage) => {
    const before = contentOf(house.live)
    const saved = await house.save()
    damage()
    const damaged = readFileSync(house.live)
    const plan = await house.restore.plan('shop', saved.id)
    expect(plan).toMatchObject({ changes: null, target: { exists: true, whole: false }, blockers: [] })
    await house.bringBack(saved.id)
    expect(contentOf(house.live)).toBe(before)
    await house.undo()
    expect(readFileSync(house.live).equals(damaged)).toBe(true)
    await house.undo()
    expect(contentOf(house.live)).toBe(before)
    expect(integrityOf(house.live)).toBe('ok')
  })

  it('blocks a savepoint whose file was changed, and touches nothing', async () => {
    const saved = await house.save()
    const file = join(house.project.backupsFolder, saved.file)
    sql(file, 'DELETE FROM shop_line WHERE id = 3')
    const plan = await house.restore.plan('shop', saved.id)
    expect(plan.blockers).toMatchObject([{ code: 'savepoint-changed' }])
    const state = await house.finished(house.restore.execute('shop', saved.id, plan.approval))
    expect(state.problem).toMatchObject({ code: 'savepoint-changed', safe: 'nothing-was-changed' })
    expect(await house.restore.undoable('shop')).toBeNull()
  })

  it('keeps the way back while retention keeps only one automatic savepoint', async () => {
    await house.close()
    house = makeRestoreHouse(house.root, { keepAutomatic: 1 })
    const saved = await house.save()
    const before = contentOf(house.live)
    sql(house.live, 'DELETE FROM shop_line')
    const after = contentOf(house.live)
    await house.bringBack(saved.id)
    for (const wanted of [after, before, after, before]) {
      await house.undo()
      expect(contentOf(house.live)).toBe(wanted)
    }
  })

  it('finds its undo again in a new process', async () => {
    const saved = await house.save()
    sql(house.live, 'DELETE FROM shop_line')
    const restored = await house.bringBack(saved.id)
    await house.close()
    house = makeRestoreHouse(house.root)
    expect(await house.restore.undoable('shop')).toMatchObject({
      safety: restored.safety,
      restored: saved.id,
    })
    await house.savepoints.delete('shop', restored.safety ?? '', true)
    expect(await house.restore.undoable('shop')).toBeNull()
  })

  it('gives up on a locked database within its limit, names nothing as changed, and keeps what is there', async () => {
    const saved = await house.save()
    const { approval } = await house.restore.plan('shop', saved.id)
    const before = contentOf(house.live)
    const other = await otherProgram(house.live)
    try {
      await other.ask('BEGIN IMMEDIATE')
      const state = await house.finished(house.restore.execute('shop', saved.id, approval))
      expect(state.problem).toMatchObject({ code: 'database-locked', safe: 'database-as-before' })
    } finally {
      await other.kill()
    }
    expect(contentOf(house.live)).toBe(before)
    expect(await house.restore.undoable('shop')).toBeNull()
  })
})

describe('a rehearsal', () => {
  it('does the whole restore on a copy, touches nothing, and leaves nothing', async () => {
    const saved = await house.save()
    sql(house.live, 'DELETE FROM shop_line')
    const before = readFileSync(house.live)
    const report = await house.rehearse(saved.id)
    expect(report.outcome).toBe('passed')
    expect(report.checks.map((line) => line.at)).toEqual(Array(9).fill('passed'))
    expect(readFileSync(house.live).equals(before)).toBe(true)
    expect(leftovers()).toEqual([])
  })

  it('warns of foreign keys that were broken when it was saved', async () => {
    sql(house.live, 'PRAGMA foreign_keys = OFF', "INSERT INTO shop_line VALUES (500, 12345, 'orphan')")
    const saved = await house.save()
    const report = await house.rehearse(saved.id)
    expect(report.outcome).toBe('warned')
    expect(report.checks.find((line) => line.id === 'foreign-keys')).toMatchObject({
      at: 'warned',
      facts: { violations: 1, noted: 1 },
    })
  })

  it('stops at a changed file, skips what depends on it, and still cleans up', async () => {
    const saved = await house.save()
    sql(join(house.project.backupsFolder, saved.file), 'DELETE FROM shop_line WHERE id = 3')
    const report = await house.rehearse(saved.id)
    expect(report.outcome).toBe('failed')
    expect(report.checks.map((line) => line.at)).toEqual([
      'failed',
      ...Array<string>(7).fill('skipped'),
      'passed',
    ])
    expect(report.checks[0]?.problem?.code).toBe('savepoint-changed')
    expect(leftovers()).toEqual([])
  })
})
