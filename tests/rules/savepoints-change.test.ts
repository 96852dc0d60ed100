import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Files, Ports } from '../../src-main/core/ports.ts'
import { type House, makeHouse, write } from '../fakes/house.ts'
import { problemOf } from '../fakes/problem-of.ts'

let house: House
beforeEach(() => {
  house = makeHouse()
})
afterEach(() => house.clean())

async function list() {
  return (await house.savepoints.list('shop')).savepoints
}

function files(): string[] {
  return readdirSync(house.project.backupsFolder)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

async function verify(id: string) {
  return house.ended(house.savepoints.verify('shop', id))
}

function inside(path: string, sql: string): void {
  const database = new DatabaseSync(path, { timeout: 10_000 })
  database.exec(sql)
  database.close()
}

const byHand = 'db_20250102_030405'
function makeByHand(): void {
  write(house.backup(`${byHand}.sqlite3`), 2)
}

describe('verifying', () => {
  it('notes when it was checked last', async () => {
    const { id } = await house.save()
    house.clock.pass(3_600_000)
    expect((await verify(id)).result).toMatchObject({ kind: 'verified', savepoint: { id, verified: true } })
    const { manifest } = await house.savepoints.show('shop', id)
    expect(manifest?.checks?.at).toBe(house.clock.now().toISOString())
  })

  it.each([
    ['one byte differs', (path: string) => writeFileSync(path, readFileSync(path).fill(7, 5000, 5001))],
    ['it is shorter', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 4096))],
    ['a row was deleted in it', (path: string) => inside(path, 'DELETE FROM shop_order WHERE id = 1')],
  ])('finds that %s, and the list keeps saying so', async (_, spoil) => {
    const { id, file } = await house.save()
    spoil(house.backup(file))
    expect((await verify(id)).problem).toMatchObject({ code: 'savepoint-changed', facts: { id } })
    expect(await list()).toMatchObject([{ id, verification: 'failed', verified: false }])
  })

  it('finds that the rows are not the noted ones even when the hash is', async () => {
    const { id } = await house.save()
    const path = house.backup(`${id}.json`)
    const manifest = JSON.parse(readFileSync(path, 'utf8'))
    manifest.tables[1].rows = 99
    writeFileSync(path, JSON.stringify(manifest))
    const state = await verify(id)
    expect(state.problem?.code).toBe('savepoint-changed')
    expect(state.problem?.evidence).toEqual(['shop_order: 99 rows noted, 3 now'])
  })

  it('keeps a label that was written while it ran', async () => {
    const { id } = await house.save()
    const running = await house.savepoints.verify('shop', id)
    await house.savepoints.label('shop', id, 'meanwhile')
    await house.operations.finished(running)
    expect(await list()).toMatchObject([{ label: 'meanwhile', verified: true }])
  })

  it('makes a savepoint of a file made by hand', async () => {
    await house.save()
    makeByHand()
    expect((await verify(byHand)).result).toMatchObject({ kind: 'verified' })
    const savepoint = (await list()).find(({ id }) => id === byHand)
    expect(savepoint).toMatchObject({ verified: true, rows: 3, kind: 'you', migrations: 1 })
    expect(savepoint?.takenAt).toBe(new Date(2025, 0, 2, 3, 4, 5).toISOString())
    inside(house.backup(`${byHand}.sqlite3`), 'DELETE FROM shop_order')
    expect((await verify(byHand)).problem?.code).toBe('savepoint-changed')
  })

  it('writes nothing about a file made by hand that is no database', async () => {
    await house.save()
    writeFileSync(house.backup(`${byHand}.sqlite3`), 'no database at all')
    expect((await verify(byHand)).problem?.code).toBe('savepoint-damaged')
    expect(files()).not.toContain(`${byHand}.json`)
  })

  it('writes new notes where the old can not be read, and keeps those', async () => {
    const { id } = await house.save('precious')
    writeFileSync(house.backup(`${id}.json`), '{"label": "precious"')
    expect((await verify(id)).at).toBe('done')
    expect(await list()).toMatchObject([{ id, verified: true, kind: 'you' }])
    const kept = files().find((name) => name.includes('.damaged-')) ?? ''
    expect(readFileSync(house.backup(kept), 'utf8')).toContain('precious')
  })

  it('leaves one that was kept as is what it is', async () => {
    writeFileSync(house.live, 'not a database')
    const kept = await house.savepoints.makeNow(
      { target: house.target('default'), kind: 'before-restore', label: null, reason: null },
      house.task(),
    )
    expect((await verify(kept.id)).at).toBe('done')
    expect(await list()).toMatchObject([{ verification: 'kept-as-is', verified: false }])
  })

  it('says that it does not know an id', async () => {
    expect(await problemOf(() => house.savepoints.verify('shop', 'db_20200101_000000'))).toBe(
      'savepoint-unknown',
    )
  })
})

describe('label and pin', () => {
  it('are kept in the manifest', async () => {
    const { id } = await house.save()
    expect(await house.savepoints.pin('shop', id, true)).toMatchObject({ pinned: true })
    expect(await house.savepoints.label('shop', id, ' Friday ')).toMatchObject({
      label: 'Friday',
      pinned: true,
    })
    expect(await house.savepoints.label('shop', id, '')).toMatchObject({ label: null })
  })

  it('come out right when twenty arrive at once', async () => {
    const { id } = await house.save()
    const labels = Array.from({ length: 20 }, (_, n) => house.savepoints.label('shop', id, `label ${n}`))
    await Promise.all([...labels, house.savepoints.pin('shop', id, true)])
    expect(await list()).toMatchObject([{ label: 'label 19', pinned: true, verified: true }])
  })
})

describe('renaming', () => {
  it('changes the names of the files; the id stays, and everything still finds it', async () => {
    const { id } = await house.save()
    const renamed = await house.savepoints.rename('shop', id, '  vor dem Ümbau 2 ')
    expect(renamed).toMatchObject({ id, file: `${id}-vor dem Ümbau 2.sqlite3`, verified: true })
    expect(files()).toEqual([`${id}-vor dem Ümbau 2.json`, `${id}-vor dem Ümbau 2.sqlite3`])
    expect((await verify(id)).at).toBe('done')
    expect((await house.savepoints.intactFile(house.project, id, house.task())).path).toBe(
      house.backup(renamed.file),
    )
    await house.savepoints.rename('shop', id, '')
    expect(files()).toEqual([`${id}.json`, `${id}.sqlite3`])
    expect(await house.savepoints.nextId(house.project, 'default')).not.toBe(id)
  })

  it.each(['../up', 'a/b', 'a\\b', 'C:', 'a\nb', 'a\tb', 'q?', 'nul\0', 'x'.repeat(81), '漢'.repeat(60)])(
    'refuses %j',
    async (name) => {
      const { id } = await house.save()
      expect(await problemOf(() => house.savepoints.rename('shop', id, name))).toBe('name-invalid')
      expect(files()).toEqual([`${id}.json`, `${id}.sqlite3`])
    },
  )

  it('never takes a name that is there', async () => {
    const { id } = await house.save()
    writeFileSync(house.backup(`${id}-TAKEN.sqlite3`), 'somebody’s')
    expect(await problemOf(() => house.savepoints.rename('shop', id, 'taken'))).toBe('file-exists')
    expect(readFileSync(house.backup(`${id}-TAKEN.sqlite3`), 'utf8')).toBe('somebody’s')
  })

  it('loses nothing wherever it is cut off: the list finds it, and the next rename finishes', async () => {
    for (let steps = 0; steps < 4; steps += 1) {
      let left = Infinity
      const cut = <A extends readonly unknown[]>(work: (...given: A) => Promise<void>) => {
        return async (...given: A) => {
          if (left <= 0) throw Object.assign(new Error('the power went'), { code: 'EIO' })
          left -= 1
          await work(...given)
        }
      }
      const withCuts = (real: Files): Files => ({
        ...real,
        writeWhole: cut(real.writeWhole),
        rename: cut(real.rename),
        remove: cut(real.remove),
      })
      house.clean()
      house = makeHouse({ ports: (ports: Ports) => ({ ...ports, files: withCuts(ports.files) }) })
      const { id } = await house.save('keep me')
      left = steps
      expect(await problemOf(() => house.savepoints.rename('shop', id, 'new'))).toBe('unexpected')
      left = Infinity
      expect(await list()).toMatchObject([{ id, label: 'keep me', verified: true }])
      expect((await verify(id)).at).toBe('done')
      await house.savepoints.rename('shop', id, 'newer')
      expect(files()).toEqual([`${id}-newer.json`, `${id}-newer.sqlite3`])
      expect(await list()).toMatchObject([{ id, verified: true }])
    }
  })
})

describe('deleting', () => {
  it('takes the files of this one and nothing else', async () => {
    const gone = await house.save()
    const stays = await house.save()
    writeFileSync(house.backup(`${gone.id}.txt`), 'notes of somebody')
    await house.savepoints.delete('shop', gone.id, false)
    expect(files()).toEqual([`${gone.id}.txt`, `${stays.id}.json`, `${stays.id}.sqlite3`].sort())
  })

  it('asks for a pinned one', async () => {
    const { id } = await house.save()
    await house.savepoints.pin('shop', id, true)
    expect(await problemOf(() => house.savepoints.delete('shop', id, false))).toBe('savepoint-pinned')
    expect(await list()).toHaveLength(1)
    await house.savepoints.delete('shop', id, true)
    expect(files()).toEqual([])
  })

  it('takes a file made by hand, and notes whose file is missing', async () => {
    const { id, file } = await house.save()
    makeByHand()
    rmSync(house.backup(file))
    await house.savepoints.delete('shop', byHand, false)
    await house.savepoints.delete('shop', id, false)
    expect(files()).toEqual([])
    expect(await problemOf(() => house.savepoints.delete('shop', id, false))).toBe('savepoint-unknown')
  })

  it('waits for work that needs it', async () => {
    const { id } = await house.save()
    const end = Promise.withResolvers<{ readonly kind: 'demo-made'; readonly root: string }>()
    const running = await house.operations.start({
      kind: 'restore',
      projectId: 'shop',
      subject: id,
      access: 'changes',
      backupsFolder: house.project.backupsFolder,
      run: () => end.promise,
    })
    expect(await problemOf(() => house.savepoints.delete('shop', id, true))).toBe('savepoint-in-use')
    expect(await problemOf(() => house.savepoints.rename('shop', id, 'x'))).toBe('savepoint-in-use')
    end.resolve({ kind: 'demo-made', root: '' })
    await house.operations.finished(running)
    await house.savepoints.delete('shop', id, false)
    expect(existsSync(house.backup(`${id}.json`))).toBe(false)
  })

  it('leaves one that says its file is missing, never one that looks verified, when it is cut off', async () => {
    house.clean()
    let removals = Infinity
    house = makeHouse({
      ports: (ports) => ({
        ...ports,
        files: {
          ...ports.files,
          remove: async (path) => {
            if (removals <= 0) throw Object.assign(new Error('cut off'), { code: 'EIO' })
            removals -= 1
            await ports.files.remove(path)
          },
        },
      }),
    })
    const { id } = await house.save()
    removals = 1
    expect(await problemOf(() => house.savepoints.delete('shop', id, false))).toBe('unexpected')
    expect(await list()).toMatchObject([{ id, verification: 'missing', verified: false }])
  })
})

describe('comparing and revealing', () => {
  it('compares savepoints with each other and with now', async () => {
    const older = await house.save()
    house.write(5)
    const newer = await house.save()
    house.write(6)
    const between = await house.savepoints.compare('shop', older.id, newer.id, 'default')
    expect(between).toMatchObject({ before: older.id, after: newer.id, same: false })
    expect(between.tables.find(({ table }) => table === 'shop_order')).toMatchObject({
      before: 3,
      after: 5,
      added: 2,
    })
    const withNow = await house.savepoints.compare('shop', newer.id, null, 'default')
    expect(withNow).toMatchObject({ after: 'now', same: false })
    expect((await house.savepoints.compare('shop', newer.id, newer.id, 'default')).same).toBe(true)
    expect(await problemOf(() => house.savepoints.compare('shop', 'db_no', null, 'default'))).toBe(
      'savepoint-unknown',
    )
  })

  it('gives the path where there is no file manager', async () => {
    const { id, file } = await house.save()
    const problem = await house.savepoints.reveal('shop', id).catch((error: unknown) => error)
    expect(problem).toMatchObject({
      problem: { code: 'not-available-here', facts: { path: house.backup(file) } },
    })
  })
})
