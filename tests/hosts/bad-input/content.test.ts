import { randomBytes } from 'node:crypto'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { ProblemCode } from '../../../src-main/contract/problem.ts'
import {
  addNotes,
  asProgram,
  fileOf,
  forgetTemplate,
  migratedSite,
  notes,
  refuses,
  restored,
  saved,
  sha256,
  type Site,
  works,
} from './site.ts'

let site: Site
afterEach(() => site.remove())
afterAll(forgetTemplate)

type Case = { readonly what: string; readonly code: ProblemCode; readonly damage: (file: string) => void }

const pageBytes = 4096

/** A page of the notes' own table, so that only reading the rows finds it. */
function breakPage(file: string): void {
  const bytes = readFileSync(file)
  const at = bytes.lastIndexOf('note 300')
  if (at < 0) throw new Error('the page to break was not found')
  const page = Math.floor(at / pageBytes) * pageBytes
  writeFileSync(file, bytes.fill(0xa5, page, page + pageBytes))
}

const cases: readonly Case[] = [
  {
    what: 'not a database',
    code: 'database-not-sqlite',
    damage: (file) => writeFileSync(file, 'name,price\nplum,2\n'.repeat(300)),
  },
  { what: 'zero bytes', code: 'database-empty', damage: (file) => writeFileSync(file, '') },
  {
    what: 'truncated',
    code: 'database-truncated',
    damage: (file) => truncateSync(file, readFileSync(file).length - 3 * pageBytes - 100),
  },
  { what: 'a corrupted page', code: 'database-damaged', damage: breakPage },
  {
    what: 'encrypted',
    code: 'database-encrypted',
    damage: (file) => writeFileSync(file, randomBytes(40 * pageBytes)),
  },
]

describe('a database that is damaged', { timeout: 120_000 }, () => {
  it.each(cases)(
    '$what: a save says so and keeps nothing; a restore keeps those bytes, and undo brings exactly them back',
    async ({ code, damage }) => {
      site = await migratedSite()
      addNotes(site.database, 300)
      const id = await saved(site)
      damage(site.database)
      const damaged = sha256(site.database)

      const problem = await refuses(site, code, ['save', '--label', 'bad'])
      expect(problem.safe).toBe('nothing-was-changed')
      expect(problem.facts['path']).toBe(site.database)

      const { safety } = await restored(site)
      expect(notes(site.database)).toBe(312)
      const listed = await works(site, 'list')
      expect(listed['savepoints']).toMatchObject([
        { id: safety, kind: 'before-restore', verification: 'kept-as-is', verified: false },
        { id, verification: 'verified' },
      ])
      expect(sha256(fileOf(site, safety ?? ''))).toBe(damaged)

      await works(site, 'undo', '--yes')
      expect(sha256(site.database)).toBe(damaged)
      // And that is undoable too.
      await works(site, 'undo', '--yes')
      expect(notes(site.database)).toBe(312)
    },
  )

  it('says of a damaged database in every command that reads it what is wrong, as one JSON object', async () => {
    site = asProgram(await migratedSite())
    await saved(site)
    writeFileSync(site.database, 'name,price\n'.repeat(300))
    await refuses(site, 'database-not-sqlite', ['compare', 'good', 'now'])
    const status = await works(site, 'status')
    expect(status['unreadable']).toHaveProperty('default')
  })
})
