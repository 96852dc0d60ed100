import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBundles } from '../../src-main/adapters/bundles/bundles.ts'
import type { Progress } from '../../src-main/contract/operation.ts'
import { isPlainName } from '../../src-main/core/savepoints/names.ts'
import { type EvilEntry, evilZip } from '../fakes/evil-zip.ts'
import { problemOf } from '../fakes/problem-of.ts'

const bundles = createBundles()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bundles ' #"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const manifest: EvilEntry = { name: 'manifest.json', data: '{}' }
const good: EvilEntry = { name: 'db.sqlite3', data: 'rows '.repeat(100), deflate: true }

function task(signal = new AbortController().signal) {
  const told: Progress[] = []
  return { signal, told, report: (progress: Progress) => void told.push(progress) }
}

function evil(...entries: readonly EvilEntry[]): string {
  writeFileSync(at('evil.savepoint'), evilZip(entries))
  return at('evil.savepoint')
}

/** Unpacks what a manifest that says `db.sqlite3` of 500 bytes would ask for. */
function unpackDb(bundle: string, bytes = 500) {
  const entries = [{ name: 'db.sqlite3', to: at('out.partial'), bytes }]
  return problemOf(() => bundles.unpack({ bundle, entries }, task()))
}

function left(): string[] {
  return readdirSync(folder).filter((name) => name !== 'evil.savepoint')
}

describe('a bundle', () => {
  it('comes out as it went in, with real amounts told on the way', async () => {
    const content = {
      'db one ü.sqlite3': randomBytes(3_000_000),
      'db one ü.sqlite3-wal': Buffer.alloc(2_000_000, 7),
    }
    const entries = Object.entries(content).map(([name, data]) => {
      writeFileSync(at(name), data)
      return { name, path: at(name), bytes: data.length }
    })
    const packing = task()
    const text = JSON.stringify({ bundle: 1, note: 'größe' })
    const packed = await bundles.pack({ to: at('x.savepoint'), entries, manifest: text }, packing)
    expect(packed.bytes).toBe(statSync(at('x.savepoint')).size)
    expect(packed.bytes).toBeLessThan(4_000_000)
    expect(packing.told.at(-1)?.amount).toEqual({ done: 5_000_000, total: 5_000_000, unit: 'bytes' })
    expect(await bundles.readManifest(at('x.savepoint'))).toBe(text)
    const wanted = entries.map(({ name, bytes }) => ({ name, bytes, to: at(`${name}.partial`) }))
    await bundles.unpack({ bundle: at('x.savepoint'), entries: wanted }, task())
    for (const [name, data] of Object.entries(content)) {
      expect(readFileSync(at(`${name}.partial`)).equals(data)).toBe(true)
    }
    expect(readdirSync(folder).filter((name) => name.includes('savepoint'))).toEqual(['x.savepoint'])
  })

  it('has its manifest first', async () => {
    writeFileSync(at('a'), 'a')
    await bundles.pack(
      { to: at('x.savepoint'), entries: [{ name: 'a', path: at('a'), bytes: 1 }], manifest: '{}' },
      task(),
    )
    expect(readFileSync(at('x.savepoint')).subarray(30, 43).toString()).toBe('manifest.json')
  })

  it('never replaces a file, and leaves no partial', async () => {
    writeFileSync(at('a'), 'a')
    writeFileSync(at('x.savepoint'), 'mine')
    const request = {
      to: at('x.savepoint'),
      entries: [{ name: 'a', path: at('a'), bytes: 1 }],
      manifest: '{}',
    }
    expect(await problemOf(() => bundles.pack(request, task()))).toBe('file-exists')
    expect(readFileSync(at('x.savepoint'), 'utf8')).toBe('mine')
    expect(left().sort()).toEqual(['a', 'x.savepoint'])
  })

  it.each([
    ['shorter', 5],
    ['longer', 500],
  ])('is not made of a file that is %s than was said', async (_, bytes) => {
    writeFileSync(at('a'), Buffer.alloc(50))
    const request = { to: at('x.savepoint'), entries: [{ name: 'a', path: at('a'), bytes }], manifest: '{}' }
    await expect(bundles.pack(request, task())).rejects.toThrow(/.+/)
    expect(left()).toEqual(['a'])
  })

  it('is not made of a file that is not there', async () => {
    const request = {
      to: at('x.savepoint'),
      entries: [{ name: 'a', path: at('a'), bytes: 1 }],
      manifest: '{}',
    }
    await expect(bundles.pack(request, task())).rejects.toMatchObject({ code: 'ENOENT' })
    expect(left()).toEqual([])
  })

  it('leaves nothing when it is cancelled in the middle', async () => {
    writeFileSync(at('a'), randomBytes(20_000_000))
    const stop = new AbortController()
    const entries = [{ name: 'a', path: at('a'), bytes: 20_000_000 }]
    const packing = { signal: stop.signal, report: () => stop.abort() }
    expect(
      await problemOf(() => bundles.pack({ to: at('x.savepoint'), entries, manifest: '{}' }, packing)),
    ).toBe('cancelled')
    expect(left()).toEqual(['a'])
  })
})

describe('an evil bundle', () => {
  it('can be unpacked when it is a good one: the tests below fail for their own reasons', async () => {
    expect(await unpackDb(evil(manifest, good))).toBe('none')
    expect(readFileSync(at('out.partial'), 'utf8')).toBe('rows '.repeat(100))
  })

  it.each([
    '../db.sqlite3',
    '..\\db.sqlite3',
    '/etc/passwd',
    'C:\\Windows\\x',
    'C:x',
    'a/b',
    'a/../../b',
    'folder/',
    'nul',
    'NUL.txt',
    'com1.sqlite3',
    'aux .txt',
    'a\0b',
    'a:stream',
    'trailing.',
    'trailing ',
    '.hidden',
    '..',
    '.',
    '',
    '\\\\server\\share',
    'a\u0001b',
  ])('is refused for the name %j', async (name) => {
    const bundle = evil(manifest, good, { name, data: 'x' })
    expect(await unpackDb(bundle)).toBe('bundle-unsafe')
    expect(await problemOf(() => bundles.readManifest(bundle))).toBe('bundle-unsafe')
    expect(left()).toEqual([])
  })

  it('is refused for any name that leaves the folder, and writes nothing anywhere', async () => {
    const parts = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      'C:',
      'a',
      ':',
      '\0',
      'nul',
      ' ',
      'db.sqlite3',
      '%2e%2e',
      '∕',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { minLength: 1, maxLength: 6 }), async (pieces) => {
        const name = pieces.join('')
        const code = await unpackDb(evil(manifest, good, { name, data: 'x' }))
        expect(code).toBe('bundle-unsafe')
        expect(left()).toEqual([])
        expect(/[/\\:\0]|^\.\.$/.test(name) && isPlainName(name)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['a link', { attributes: 0o120777 * 0x10000 }],
    ['a folder', { attributes: 0o040755 * 0x10000 }],
    ['a device', { attributes: 0o060644 * 0x10000 }],
    ['a pipe', { attributes: 0o010644 * 0x10000 }],
    ['a folder of DOS', { attributes: 0x10 }],
    ['a reparse point', { attributes: 0x400 }],
    ['encrypted', { flags: 0x0801 }],
  ] as const)('is refused for an entry that is %s', async (_, change) => {
    expect(await unpackDb(evil(manifest, { ...good, ...change }))).toBe('bundle-unsafe')
    expect(left()).toEqual([])
  })

  it.each([
    ['an entry that its manifest does not name', [manifest, good, { name: 'extra', data: 'x' }]],
    ['the same name twice', [manifest, good, good]],
    ['the same name in other letters', [manifest, good, { name: 'DB.sqlite3', data: 'x' }]],
    [
      'more entries than a savepoint has',
      [manifest, good, ...Array.from({ length: 20 }, (_, n) => ({ name: `f${n}` }))],
    ],
    ['two entries at one place', [manifest, good, { ...good, name: 'other', offset: 43 }]],
    ['more bytes than its manifest says', [manifest, { ...good, data: 'x'.repeat(501) }]],
  ] as const)('is refused for %s', async (_, entries) => {
    expect(await unpackDb(evil(...entries))).toBe('bundle-unsafe')
    expect(left()).toEqual([])
  })

  it('is stopped when more comes out than it says', async () => {
    const bomb = { name: 'db.sqlite3', data: Buffer.alloc(200_000_000), deflate: true, saidBytes: 500 }
    const bundle = evil(manifest, bomb)
    const before = process.memoryUsage().rss
    expect(['bundle-unsafe', 'bundle-damaged']).toContain(await unpackDb(bundle))
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
    expect(left()).toEqual([])
  })

  it('is stopped when its manifest is a bomb', async () => {
    const bundle = evil({ name: 'manifest.json', data: Buffer.alloc(100_000_000, ' '), deflate: true })
    expect(await problemOf(() => bundles.readManifest(bundle))).toBe('bundle-unsafe')
  })

  it.each([
    ['fewer bytes than said', [manifest, { ...good, data: 'short' }]],
    ['a wrong checksum', [manifest, { ...good, crc: 1 }]],
    ['a size that lies', [manifest, { ...good, saidBytes: 400 }]],
    ['an unknown compression', [manifest, { ...good, method: 99 }]],
    ['no manifest', [good]],
    ['a manifest that is not first', [good, manifest]],
    ['no database', [manifest]],
    ['nothing at all', []],
  ] as const)('counts as damaged for %s', async (_, entries) => {
    expect(await unpackDb(evil(...entries))).toBe('bundle-damaged')
    expect(left()).toEqual([])
  })

  it('counts as damaged when it is no zip, empty, missing, or cut anywhere', async () => {
    const whole = evilZip([manifest, good])
    for (let length = 0; length < whole.length; length += 9) {
      writeFileSync(at('evil.savepoint'), whole.subarray(0, length))
      expect(await unpackDb(at('evil.savepoint'))).toBe('bundle-damaged')
    }
    expect(await unpackDb(at('nothing.savepoint'))).toBe('bundle-damaged')
    expect(left()).toEqual([])
  })

  it('never does anything but come out whole or end in a problem, whichever byte is changed', async () => {
    const whole = evilZip([manifest, good])
    for (let index = 0; index < whole.length; index += 1) {
      const changed = Buffer.from(whole)
      changed[index] = (changed[index] ?? 0) ^ 0x55
      writeFileSync(at('evil.savepoint'), changed)
      const code = await unpackDb(at('evil.savepoint'))
      expect(['none', 'bundle-damaged', 'bundle-unsafe']).toContain(code)
      const content = left().map((name) => readFileSync(at(name), 'utf8'))
      expect(content).toEqual(code === 'none' ? ['rows '.repeat(100)] : [])
      rmSync(at('out.partial'), { force: true })
    }
  })

  it('never writes over a file', async () => {
    writeFileSync(at('out.partial'), 'mine')
    await expect(
      bundles.unpack(
        {
          bundle: evil(manifest, good),
          entries: [{ name: 'db.sqlite3', to: at('out.partial'), bytes: 500 }],
        },
        task(),
      ),
    ).rejects.toMatchObject({ code: 'EEXIST' })
    expect(existsSync(at('out.partial'))).toBe(true)
  })
})
