import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Manifest } from '../../src-main/contract/savepoint.ts'
import { evilZip } from '../fakes/evil-zip.ts'
import { type House, makeHouse, write } from '../fakes/house.ts'

let house: House
let other: House
beforeEach(() => {
  house = makeHouse()
  other = makeHouse()
})
afterEach(() => {
  house.clean()
  other.clean()
})

async function exported(id: string, to: string | null = null): Promise<string> {
  const state = await house.ended(house.transfer.export('shop', id, to))
  if (state.result?.kind !== 'exported') throw new Error(JSON.stringify(state.problem))
  return state.result.file
}

async function take(bundle: string) {
  return other.ended(other.transfer.import('shop', bundle))
}

async function otherList() {
  return (await other.savepoints.list('shop')).savepoints
}

function otherFiles(): string[] {
  const folder = other.project.backupsFolder
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !name.startsWith('.'))
        .sort()
    : []
}

/** A bundle as ours would be, with its manifest changed before it is packed. */
async function forged(change: (manifest: Manifest) => object, version: unknown = 1): Promise<string> {
  const { id, file } = await house.save('from far away')
  const { manifest } = await house.savepoints.show('shop', id)
  if (manifest === null) throw new Error('no manifest')
  const text = JSON.stringify({ bundle: version, savepoint: change(manifest) })
  const data = readFileSync(house.backup(file))
  writeFileSync(
    join(house.root, 'forged.savepoint'),
    evilZip([
      { name: 'manifest.json', data: text },
      { name: file, data, deflate: true },
    ]),
  )
  return join(house.root, 'forged.savepoint')
}

describe('a bundle', () => {
  it('brings a savepoint to another machine: the same content, label and time, checked there', async () => {
    const saved = await house.save('before upgrade')
    const file = await exported(saved.id)
    expect(file).toBe(join(house.root, 'Downloads', `${saved.id}.savepoint`))
    const state = await take(file)
    expect(state.result).toMatchObject({
      kind: 'imported',
      savepoint: {
        id: saved.id,
        label: 'before upgrade',
        takenAt: saved.takenAt,
        verified: true,
        rows: 4,
        kind: 'you',
      },
    })
    expect(readFileSync(other.backup(saved.file)).equals(readFileSync(house.backup(saved.file)))).toBe(true)
    expect((await other.ended(other.savepoints.verify('shop', saved.id))).at).toBe('done')
    expect(otherFiles()).toEqual([`${saved.id}.json`, `${saved.id}.sqlite3`])
  })

  it('goes into a folder or to a file name, and never over a file', async () => {
    const { id } = await house.save()
    mkdirSync(join(house.root, 'stick'))
    expect(await exported(id, join(house.root, 'stick'))).toBe(join(house.root, 'stick', `${id}.savepoint`))
    expect(await exported(id, join(house.root, 'my.savepoint'))).toBe(join(house.root, 'my.savepoint'))
    const again = await house.ended(house.transfer.export('shop', id, join(house.root, 'my.savepoint')))
    expect(again.problem?.code).toBe('file-exists')
  })

  it('is not made of a savepoint that was changed', async () => {
    const { id, file } = await house.save()
    writeFileSync(house.backup(file), readFileSync(house.backup(file)).fill(9, 5000, 5001))
    const state = await house.ended(house.transfer.export('shop', id, null))
    expect(state.problem?.code).toBe('savepoint-changed')
    expect(readdirSync(join(house.root, 'Downloads'))).toEqual([])
  })

  it('carries a renamed savepoint, one made by hand, and one kept as is', async () => {
    const { id } = await house.save()
    await house.savepoints.rename('shop', id, 'renamed one')
    expect((await take(await exported(id))).result).toMatchObject({ savepoint: { id, verified: true } })
    write(house.backup('db_20250102_030405 by hand.sqlite3'), 9)
    const byHand = (await house.savepoints.list('shop')).savepoints.find((one) => !one.verified)
    expect((await take(await exported(byHand?.id ?? ''))).result).toMatchObject({
      savepoint: { rows: 10, verified: true },
    })
    expect(existsSync(house.backup('db_20250102_030405 by hand.json'))).toBe(false)
    writeFileSync(house.live, 'damaged beyond words')
    const kept = await house.savepoints.makeNow(
      { target: house.target('default'), kind: 'before-restore', label: null, reason: null },
      house.task(),
    )
    expect((await take(await exported(kept.id))).result).toMatchObject({
      savepoint: { verification: 'kept-as-is' },
    })
    expect(readFileSync(other.backup(kept.file), 'utf8')).toBe('damaged beyond words')
  })

  it('opened twice is one savepoint', async () => {
    const { id } = await house.save()
    const file = await exported(id)
    await take(file)
    expect((await take(file)).result).toMatchObject({ kind: 'imported', savepoint: { id } })
    expect(await otherList()).toHaveLength(1)
  })

  it('comes in beside one of the same id with other content', async () => {
    const { id } = await house.save()
    other.write(77)
    const theirs = await other.save()
    expect(theirs.id).toBe(id)
    expect((await take(await exported(id))).result).toMatchObject({ savepoint: { id: `${id}-2`, rows: 4 } })
    expect((await otherList()).map((one) => [one.id, one.rows])).toEqual([
      [`${id}-2`, 4],
      [id, 78],
    ])
  })

  it('comes in again when the one that was there lost its file or was changed', async () => {
    const { id, file } = await house.save()
    const bundle = await exported(id)
    await take(bundle)
    writeFileSync(other.backup(file), readFileSync(other.backup(file)).fill(9, 5000, 5001))
    expect((await take(bundle)).result).toMatchObject({ savepoint: { id: `${id}-2`, verified: true } })
    rmSync(other.backup(`${id}-2.sqlite3`))
    expect((await take(bundle)).result).toMatchObject({ savepoint: { id: `${id}-3`, verified: true } })
  })

  it('leaves nothing of an import that is cancelled', async () => {
    const { id } = await house.save()
    const bundle = await exported(id)
    other.clean()
    other = makeHouse({
      ports: (ports) => ({
        ...ports,
        bundles: {
          ...ports.bundles,
          unpack: async (request, task) => {
            await ports.bundles.unpack(request, task)
            for (const operation of other.operations.list('shop')) other.operations.cancel(operation.id)
          },
        },
      }),
    })
    expect((await take(bundle)).at).toBe('cancelled')
    expect(otherFiles()).toEqual([])
  })
})

describe('a forged bundle', () => {
  it('comes in when nothing is forged: the tests below fail for their own reasons', async () => {
    expect((await take(await forged((manifest) => manifest))).at).toBe('done')
  })

  it.each([
    ['a name that leaves the folder', named('../../db.sqlite3'), 'bundle-unsafe'],
    ['an absolute name', named('/tmp/db.sqlite3'), 'bundle-unsafe'],
    ['a drive', named('C:\\db.sqlite3'), 'bundle-unsafe'],
    ['a device', named('CON'), 'bundle-unsafe'],
    ['a stream', named('db.sqlite3:hidden'), 'bundle-unsafe'],
    ['another hash', filed({ sha256: 'a'.repeat(64) }), 'bundle-damaged'],
    ['a hash that is none', filed({ sha256: 'x' }), 'bundle-damaged'],
    ['fewer bytes', filed({ bytes: 100 }), 'bundle-unsafe'],
    ['more bytes', filed({ bytes: 1_000_000 }), 'bundle-damaged'],
    ['bytes below zero', filed({ bytes: -1 }), 'bundle-damaged'],
    ['a petabyte', filed({ bytes: 2 ** 50 }), 'disk-full'],
    ['other rows', (manifest: Manifest) => ({ ...manifest, tables: [] }), 'bundle-damaged'],
    ['no files', (manifest: Manifest) => ({ ...manifest, files: [] }), 'bundle-damaged'],
    ['an id that is a path', (manifest: Manifest) => ({ ...manifest, id: '../../x' }), 'bundle-damaged'],
    ['a newer manifest', (manifest: Manifest) => ({ ...manifest, savepoint: 2 }), 'bundle-newer'],
    ['no manifest in it', () => [], 'bundle-damaged'],
  ] as const)('is refused for %s, and leaves nothing', async (_, change, code) => {
    expect((await take(await forged(change))).problem?.code).toBe(code)
    expect(otherFiles()).toEqual([])
  })

  it('of a newer kind asks for an update', async () => {
    const { problem } = await take(await forged((manifest) => manifest, 2))
    expect(problem).toMatchObject({ code: 'bundle-newer', fixes: [{ kind: 'update-savepoint' }] })
  })

  it('is refused when its database is none, though its hash is right', async () => {
    const data = Buffer.from('no database '.repeat(100))
    const sha256 = createHash('sha256').update(data).digest('hex')
    const bundle = await forged((manifest) => ({
      ...manifest,
      files: [{ name: 'db.sqlite3', role: 'database', bytes: data.length, sha256 }],
    }))
    const text = await other.ports.bundles.readManifest(bundle)
    writeFileSync(
      bundle,
      evilZip([
        { name: 'manifest.json', data: text },
        { name: 'db.sqlite3', data },
      ]),
    )
    expect((await take(bundle)).problem?.code).toBe('bundle-damaged')
    expect(otherFiles()).toEqual([])
  })

  it('gets an id of ours when its own is not like ours', async () => {
    const state = await take(await forged((manifest) => ({ ...manifest, id: 'con' })))
    expect(state.result).toMatchObject({ savepoint: { id: 'db_20261121_101500', verified: true } })
  })

  it('is no bundle at all', async () => {
    writeFileSync(join(house.root, 'x.savepoint'), 'hello')
    expect((await take(join(house.root, 'x.savepoint'))).problem?.code).toBe('bundle-damaged')
    expect((await take(join(house.root, 'not there.savepoint'))).problem?.code).toBe('bundle-damaged')
  })
})

function filed(change: Partial<Manifest['files'][number]>) {
  return (manifest: Manifest) => ({
    ...manifest,
    files: manifest.files.map((file) => Object.assign({}, file, change)),
  })
}

function named(name: string) {
  return filed({ name })
}
