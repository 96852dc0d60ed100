import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGit } from '../../src-main/adapters/git.ts'
import { createSqliteTool } from '../../src-main/adapters/sqlite/sqlite-tool.ts'
import type { SqliteTool } from '../../src-main/core/ports.ts'
import { type House, makeHouse } from '../fakes/house.ts'
import { problemOf } from '../fakes/problem-of.ts'

const workerEntry = resolve(import.meta.dirname, '../../src-main/adapters/sqlite/worker.ts')

let sqlite: SqliteTool
let house: House
beforeEach(() => {
  sqlite = createSqliteTool({ workerEntry })
  house = makeHouse({ sqlite, ports: (ports) => ({ ...ports, git: createGit() }) })
})
afterEach(async () => {
  await sqlite.close()
  house.clean()
})

async function list() {
  return (await house.savepoints.list('shop')).savepoints
}

const beforeRestore = { kind: 'before-restore', label: null, reason: { kind: 'restore', of: null } } as const

describe('savepoints on real SQLite', () => {
  it('are saved, listed, verified, compared, renamed and deleted', async () => {
    const first = await house.save('first')
    house.write(10)
    const second = await house.save()
    expect((await list()).map(({ id, rows, verified }) => [id, rows, verified])).toEqual([
      [second.id, 11, true],
      [first.id, 4, true],
    ])
    expect((await house.ended(house.savepoints.verify('shop', first.id))).at).toBe('done')
    const compared = await house.savepoints.compare('shop', first.id, null, 'default')
    expect(compared.tables.find(({ table }) => table === 'shop_order')).toMatchObject({
      before: 3,
      after: 10,
      added: 7,
    })
    await house.savepoints.rename('shop', first.id, 'renamed')
    await house.savepoints.delete('shop', second.id, false)
    expect(readdirSync(house.project.backupsFolder).sort()).toEqual([
      '.gitignore',
      '.savepoint',
      `${first.id}-renamed.json`,
      `${first.id}-renamed.sqlite3`,
    ])
  })

  it('are whole while another process writes in WAL mode', async () => {
    const writer = fork(join(import.meta.dirname, '../fakes/write-and-write.ts'), [house.live], {
      stdio: 'ignore',
    })
    try {
      await once(writer, 'message')
      for (let turn = 0; turn < 3; turn += 1) {
        const saved = await house.save()
        const copy = new DatabaseSync(house.backup(saved.file), { readOnly: true, timeout: 10_000 })
        const pairs = copy.prepare('SELECT count(*) AS n, sum(half) AS s FROM pair').get()
        copy.close()
        // Each transaction of the writer puts in +1 and -1: half of one would show.
        expect(pairs).toMatchObject({ s: 0 })
        expect(Number(pairs?.['n'])).toBeGreaterThan(0)
        expect(saved.verified).toBe(true)
      }
    } finally {
      writer.kill('SIGKILL')
      await once(writer, 'exit')
    }
  })

  it.each([
    ['database-truncated', (live: string) => truncateSync(live, 5000)],
    ['database-not-sqlite', (live: string) => writeFileSync(live, 'plain words '.repeat(1000))],
    ['database-empty', (live: string) => truncateSync(live, 0)],
  ])('say %s and leave nothing; before a restore the bytes are kept', async (code, spoil) => {
    house.write(2000)
    spoil(house.live)
    const bytes = readFileSync(house.live)
    expect((await house.ended(house.savepoints.save('shop', 'default', null))).problem?.code).toBe(code)
    expect(await list()).toEqual([])
    const kept = await house.savepoints.makeNow(
      { ...beforeRestore, target: house.target('default') },
      house.task(),
    )
    expect(kept).toMatchObject({ verification: 'kept-as-is', verified: false })
    expect(readFileSync(house.backup(kept.file)).equals(bytes)).toBe(true)
    expect((await house.ended(house.savepoints.verify('shop', kept.id))).at).toBe('done')
  })

  it('say that a database is not there', async () => {
    const { project } = house
    const missing = { ...house.target('default'), project }
    const target = { ...missing, database: { ...missing.database, path: join(house.root, 'none.sqlite3') } }
    expect(await problemOf(() => house.savepoints.makeNow({ ...beforeRestore, target }, house.task()))).toBe(
      'database-missing',
    )
    expect(await list()).toEqual([])
  })

  it('find a flipped byte, and a damaged page behind a matching hash', async () => {
    house.write(5000)
    const { id, file } = await house.save()
    writeFileSync(house.backup(file), readFileSync(house.backup(file)).fill(0xff, 20_000, 20_001))
    expect((await house.ended(house.savepoints.verify('shop', id))).problem?.code).toBe('savepoint-changed')
    writeFileSync(
      house.backup('db_20250102_030405.sqlite3'),
      readFileSync(house.live).fill(0xff, 8192, 16_384),
    )
    const state = await house.ended(house.savepoints.verify('shop', 'db_20250102_030405'))
    expect(state.problem?.code).toBe('savepoint-damaged')
    expect(existsSync(house.backup('db_20250102_030405.json'))).toBe(false)
  })

  it('travel in a bundle and are checked where they arrive', async () => {
    house.write(3000)
    const { id, file } = await house.save('far')
    const made = await house.ended(house.transfer.export('shop', id, null))
    if (made.result?.kind !== 'exported') throw new Error(JSON.stringify(made.problem))
    await house.savepoints.delete('shop', id, false)
    expect(await list()).toEqual([])
    const taken = await house.ended(house.transfer.import('shop', made.result.file))
    expect(taken.result).toMatchObject({ savepoint: { id, file, rows: 3001, verified: true, label: 'far' } })
  })

  it('are changed by one process at a time', async () => {
    const elsewhere = createSqliteTool({ workerEntry })
    try {
      const { id } = await house.save()
      const lock = await elsewhere.holdProjectLock(join(house.project.backupsFolder, '.savepoint', 'lock'))
      expect(lock).not.toBeNull()
      expect(await problemOf(() => house.savepoints.save('shop', 'default', null))).toBe('project-busy')
      expect(await problemOf(() => house.savepoints.delete('shop', id, false))).toBe('project-busy')
      await lock?.release()
      expect((await house.savepoints.label('shop', id, 'after')).label).toBe('after')
    } finally {
      await elsewhere.close()
    }
  })
})
