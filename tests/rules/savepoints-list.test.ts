import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

async function one(id: string) {
  return (await list()).find((savepoint) => savepoint.id === id)
}

function changeJson(
  id: string,
  change: (manifest: Record<string, unknown>) => Record<string, unknown>,
): void {
  const path = house.backup(`${id}.json`)
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))))
}

/** Milliseconds of processor time: the clock on the wall says more about what else the machine does. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return Math.round((user + system) / 1000)
}

async function readAllPlainly(): Promise<void> {
  const names = readdirSync(house.project.backupsFolder).filter((name) => name.endsWith('.json'))
  while (names.length > 0) {
    await Promise.all(
      names.splice(0, 48).map(async (name) => JSON.parse(await readFile(house.backup(name), 'utf8'))),
    )
  }
}

describe('the list', () => {
  it('is empty where there is no folder, and makes none', async () => {
    expect(await list()).toEqual([])
    expect(readdirSync(house.root)).not.toContain('backups')
  })

  it('has the newest first, by time and not by name, and -10 after -2', async () => {
    const first = await house.save()
    const second = await house.save()
    changeJson(first.id, (manifest) => ({ ...manifest, takenAt: '2030-01-01T00:00:00.000Z' }))
    expect((await list()).map(({ id }) => id)).toEqual([first.id, second.id])
    for (const number of [2, 10]) {
      changeJson(second.id, (manifest) => manifest)
      copyFileSync(house.backup(second.file), house.backup(`${second.id}-${number}.sqlite3`))
      const manifest = JSON.parse(readFileSync(house.backup(`${second.id}.json`), 'utf8'))
      const name = `${second.id}-${number}`
      manifest.id = name
      manifest.files[0].name = `${name}.sqlite3`
      writeFileSync(house.backup(`${name}.json`), JSON.stringify(manifest))
    }
    expect((await list()).map(({ id }) => id)).toEqual([
      first.id,
      `${second.id}-10`,
      `${second.id}-2`,
      second.id,
    ])
  })

  it('shows files made by hand as unverified, with the time in their name', async () => {
    mkdirSync(house.project.backupsFolder)
    for (const name of ['db_20250102_030405.sqlite3', 'db_20250102_030406 before ünïcode.sqlite3']) {
      write(house.backup(name), 1)
    }
    for (const name of [
      'notes.txt',
      'other.sqlite3',
      'db_2025.sqlite3',
      'db_20250102_030405.sqlite3-wal',
      'db_fixture.json',
    ]) {
      writeFileSync(house.backup(name), '{}')
    }
    const savepoints = await list()
    expect(savepoints.map(({ id, file, verification, kind }) => [id, file, verification, kind])).toEqual([
      ['db_20250102_030406-before-n-code', 'db_20250102_030406 before ünïcode.sqlite3', 'unverified', 'you'],
      ['db_20250102_030405', 'db_20250102_030405.sqlite3', 'unverified', 'you'],
    ])
    expect(savepoints[1]?.takenAt).toBe(new Date(2025, 0, 2, 3, 4, 5).toISOString())
    expect((await house.savepoints.show('shop', 'db_20250102_030405')).manifest).toBeNull()
  })

  it('takes the time of the file where the digits are no time', async () => {
    mkdirSync(house.project.backupsFolder)
    write(house.backup('db_20259999_999999.sqlite3'), 1)
    expect(Date.parse((await list())[0]?.takenAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  it('says which file is missing, and which has another size', async () => {
    const gone = await house.save()
    const cut = await house.save()
    rmSync(house.backup(gone.file))
    truncateSync(house.backup(cut.file), 100)
    expect(await one(gone.id)).toMatchObject({ verification: 'missing', verified: false })
    expect(await one(cut.id)).toMatchObject({ verification: 'failed', verified: false })
    expect(await problemOf(() => house.savepoints.intactFile(house.project, gone.id, house.task()))).toBe(
      'savepoint-file-missing',
    )
    expect(await problemOf(() => house.savepoints.intactFile(house.project, cut.id, house.task()))).toBe(
      'savepoint-changed',
    )
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, 100)],
    ['empty', () => ''],
    ['of another kind', () => '[1, 2]'],
    ['with a path for a name', (text: string) => text.replace(/"db_\d+_\d+\.sqlite3"/, '"../../db.sqlite3"')],
    ['with a drive for a name', (text: string) => text.replace(/"db_\d+_\d+\.sqlite3"/, '"C:db.sqlite3"')],
  ])('lists the file of a manifest that is %s, and does not believe the manifest', async (_, spoil) => {
    const { id, file } = await house.save()
    writeFileSync(house.backup(`${id}.json`), spoil(readFileSync(house.backup(`${id}.json`), 'utf8')))
    expect(await list()).toMatchObject([{ id, file, verification: 'unverified', verified: false }])
    expect(await problemOf(() => house.savepoints.show('shop', id))).toBe('manifest-damaged')
    expect(await problemOf(() => house.savepoints.intactFile(house.project, id, house.task()))).toBe(
      'manifest-damaged',
    )
    expect(await problemOf(() => house.savepoints.label('shop', id, 'x'))).toBe('manifest-damaged')
  })

  it('lists one of a newer version, and neither shows, changes nor verifies it', async () => {
    const { id } = await house.save()
    changeJson(id, (manifest) => ({ ...manifest, savepoint: 2, files: 'something new' }))
    expect(await list()).toMatchObject([{ id, verification: 'unverified' }])
    expect(await problemOf(() => house.savepoints.show('shop', id))).toBe('manifest-newer')
    expect(await problemOf(() => house.savepoints.pin('shop', id, true))).toBe('manifest-newer')
    expect((await house.ended(house.savepoints.verify('shop', id))).problem?.code).toBe('manifest-newer')
  })

  it('keeps what a manifest says beyond what this version knows', async () => {
    const { id } = await house.save()
    changeJson(id, (manifest) => ({ ...manifest, mood: 'hopeful' }))
    await house.savepoints.label('shop', id, 'new label')
    expect(JSON.parse(readFileSync(house.backup(`${id}.json`), 'utf8'))).toMatchObject({
      mood: 'hopeful',
      label: 'new label',
    })
  })

  it.skipIf(process.platform === 'win32')(
    'never reads through a link that leads out of the folder',
    async () => {
      const { id, file } = await house.save()
      const elsewhere = join(house.root, 'elsewhere.sqlite3')
      renameSync(house.backup(file), elsewhere)
      symlinkSync(elsewhere, house.backup(file))
      expect(await problemOf(() => house.savepoints.intactFile(house.project, id, house.task()))).toBe(
        'savepoint-file-missing',
      )
      await house.savepoints.delete('shop', id, false)
      expect(readdirSync(house.root)).toContain('elsewhere.sqlite3')
    },
  )

  it('sees a manifest that changed on the disk, and forgets one that went', async () => {
    const { id, file } = await house.save()
    changeJson(id, (manifest) => ({ ...manifest, label: 'from another process' }))
    expect(await one(id)).toMatchObject({ label: 'from another process' })
    rmSync(house.backup(`${id}.json`))
    expect(await list()).toMatchObject([{ id, file, verification: 'unverified' }])
  })

  it('does not list a file twice when its manifest was copied by hand', async () => {
    const { id } = await house.save()
    copyFileSync(house.backup(`${id}.json`), house.backup(`${id}-copy.json`))
    expect(await list()).toHaveLength(1)
    await house.savepoints.label('shop', id, 'x')
    expect(await list()).toMatchObject([{ id, label: 'x', verified: true }])
  })

  it('is quick with 10,000 savepoints, and quicker the second time', async () => {
    const { id } = await house.save()
    const text = readFileSync(house.backup(`${id}.json`), 'utf8')
    const manifest = JSON.parse(text)
    manifest.tables = Array.from({ length: 60 }, (_, n) => ({ table: `app_table_${n}`, rows: n }))
    manifest.migrations = Array.from({ length: 80 }, (_, n) => ({
      app: 'app',
      name: `00${n}_some_migration_name`,
      appliedAt: '2026-01-01T00:00:00Z',
    }))
    const bytes = readFileSync(house.backup(`${id}.sqlite3`)).subarray(0, 512)
    manifest.files[0].bytes = 512
    for (let n = 0; n < 10_000; n += 1) {
      const name = `db_2025${String(n).padStart(4, '0')}_101500`
      manifest.id = name
      manifest.takenAt = new Date(Date.UTC(2025, 0, 1) + n * 977_000).toISOString()
      manifest.files[0].name = `${name}.sqlite3`
      writeFileSync(house.backup(`${name}.json`), JSON.stringify(manifest, null, 1))
      writeFileSync(house.backup(`${name}.sqlite3`), bytes)
    }
    // Measured against the least that it could do, in the same run: machines differ, and so does what else runs on them.
    const least = await timed(readAllPlainly)
    const times: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      times.push(
        await timed(async () => {
          expect(await list()).toHaveLength(10_001)
        }),
      )
    }
    const [first = Infinity, ...again] = times
    console.log(
      `10,000 savepoints: ${times.join(', ')} ms; only reading and parsing their manifests: ${least} ms (processor time)`,
    )
    expect(first).toBeLessThan(least * 3)
    expect(Math.min(...again)).toBeLessThan(first)
  }, 120_000)
})
