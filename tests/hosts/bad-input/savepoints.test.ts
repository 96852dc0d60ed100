import { readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  asProgram,
  bytesOf,
  copyOf,
  fileOf,
  forgetTemplate,
  manifestOf,
  migratedSite,
  notes,
  refuses,
  restored,
  saved,
  type Site,
  sql,
  works,
} from './site.ts'

let site: Site
/** Two savepoints: what happens to the second must not touch the first. */
let good: string
let bad: string
let both: Site
beforeAll(async () => {
  both = await migratedSite()
  good = await saved(both)
  sql(both.database, 'DELETE FROM notes_note WHERE id > 4')
  bad = await saved(both, 'bad')
})
beforeEach(async () => {
  site = await copyOf(both)
})
afterEach(async () => {
  // Whatever was wrong with the other one: this one comes back.
  await restored(site, good)
  if (notes(site.database) !== 12) throw new Error('the good savepoint did not come back')
  site.remove()
})
afterAll(() => {
  both.remove()
  forgetTemplate()
})

const change = (file: string, edit: (text: string) => string) =>
  writeFileSync(file, edit(readFileSync(file, 'utf8')))

/** Verifying a bad one notes that in its own manifest; nothing else changes. */
async function verifyFails(code: string): Promise<void> {
  const without = (files: Record<string, string>) =>
    Object.entries(files).filter(([file]) => file !== manifestOf(site, bad))
  const before = without(bytesOf(site))
  const { json, code: exit } = await site.ask('verify', bad)
  expect({ json, exit }).toMatchObject({ json: { problem: { code } }, exit: 7 })
  expect(without(bytesOf(site))).toEqual(before)
}

describe('notes beside a savepoint', { timeout: 120_000 }, () => {
  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['another kind of JSON', () => '[1, 2]'],
    [
      'a file name that leaves the folder',
      (text: string) => text.replace(`"${bad}.sqlite3"`, '"../db.sqlite3"'),
    ],
  ])(
    'that are %s: listed as unverified, never restored, and written anew by verify, the old ones kept',
    async (_, edit) => {
      change(manifestOf(site, bad), edit)
      await refuses(site, 'manifest-damaged', ['restore', bad, '--yes', '--no-rehearsal'])
      await refuses(site, 'manifest-damaged', ['export', bad, site.root])
      const listed = await works(site, 'list')
      expect(listed['savepoints']).toMatchObject([
        { id: bad, verified: false },
        { id: good, verified: true },
      ])
      const damaged = readFileSync(manifestOf(site, bad), 'utf8')
      await works(site, 'verify', bad)
      expect((await works(site, 'show', bad))['savepoint']).toMatchObject({ verified: true })
      const kept = readdirSync(site.backups).find((name) => name.startsWith(`${bad}.json.damaged-`))
      expect(readFileSync(`${site.backups}/${kept ?? ''}`, 'utf8')).toBe(damaged)
    },
  )

  it('of a newer version: nothing is done with it that this one doesn’t understand', async () => {
    change(manifestOf(site, bad), (text) => text.replace('"savepoint": 1', '"savepoint": 2'))
    const newer = asProgram(site)
    for (const command of ['restore', 'verify', 'show', 'export']) {
      const more = command === 'restore' ? ['--yes'] : []
      const problem = await refuses(newer, 'manifest-newer', [command, bad, ...more])
      expect(problem).toMatchObject({ facts: { version: 2 }, fixes: [{ kind: 'update-savepoint' }] })
    }
  })

  it('that are gone: the file is listed as one made by hand', async () => {
    rmSync(manifestOf(site, bad))
    const listed = await works(site, 'list')
    expect(listed['savepoints']).toMatchObject([
      { id: bad, verification: 'unverified', rows: null },
      { id: good },
    ])
    await restored(site, bad)
    expect(notes(site.database)).toBe(4)
  })
})

describe('the file of a savepoint', { timeout: 120_000 }, () => {
  it('changed by one byte of the same size and time is never restored or exported', async () => {
    const file = fileOf(site, bad)
    const { atime, mtime } = statSync(file)
    const bytes = readFileSync(file)
    const at = bytes.lastIndexOf('note 3')
    bytes[at + 5] = '8'.charCodeAt(0)
    writeFileSync(file, bytes)
    utimesSync(file, atime, mtime)
    const one = asProgram(site)
    const problem = await refuses(one, 'savepoint-changed', ['restore', bad, '--yes'])
    expect(problem.evidence.join(' ')).toContain('SHA-256')
    await refuses(site, 'savepoint-changed', ['restore', bad, '--yes', '--no-rehearsal'])
    await refuses(site, 'savepoint-changed', ['export', bad, site.root])
    await verifyFails('savepoint-changed')
    expect((await works(site, 'show', bad))['savepoint']).toMatchObject({ verification: 'failed' })
  })

  it('cut off by one byte is listed as failed without being read', async () => {
    const { length } = readFileSync(fileOf(site, bad))
    truncateSync(fileOf(site, bad), length - 1)
    const listed = await works(site, 'list')
    expect(listed['savepoints']).toMatchObject([{ id: bad, verification: 'failed' }, { verified: true }])
    await refuses(site, 'savepoint-changed', ['restore', bad, '--yes'])
  })

  it('deleted is listed as missing and can’t be restored, verified or exported', async () => {
    rmSync(fileOf(site, bad))
    const listed = await works(site, 'list')
    expect(listed['savepoints']).toMatchObject([{ id: bad, verification: 'missing' }, { verified: true }])
    await refuses(asProgram(site), 'savepoint-file-missing', ['restore', bad, '--yes'])
    await refuses(site, 'savepoint-file-missing', ['verify', bad])
    await refuses(site, 'savepoint-file-missing', ['export', bad, site.root])
  })
})
