import { existsSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  asProgram,
  fileOf,
  forgetTemplate,
  makeSite,
  migrate,
  migratedSite,
  notes,
  refuses,
  restored,
  saved,
  sha256,
  type Site,
  sql,
  works,
} from './site.ts'

let site: Site
afterEach(() => site.remove())
afterAll(forgetTemplate)

/** '?' can't be in a name on Windows. */
const question = process.platform === 'win32' ? '' : ' what?'
const names = [
  ['spaces and an apostrophe', "bob's shop  2"],
  ['#, % and ?', `50%20 #1 100%${question}`],
  ['Unicode, composed and not', 'ünï cafe\u0301 日本語 🍓'],
  ['a leading hyphen and what SQLite reads in a URI', `-file;a=b&c+d@e,f${question}`],
] as const

const sqlite = (name: string, more = '') =>
  `{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ${name}${more}}}`

/** Save, lose rows, restore with rehearsal, undo: what came back is what was there. */
async function wholeStory(): Promise<readonly number[]> {
  await migrate(site)
  const id = await saved(site)
  expect(notes(fileOf(site, id))).toBe(12)
  sql(site.database, 'DELETE FROM notes_note WHERE id > 5')
  const { json, code } = await site.ask('restore', 'good', '--yes')
  expect({ json, code }).toMatchObject({
    code: 0,
    json: { restored: id, target: site.database, rehearsal: { outcome: 'passed' } },
  })
  const after = notes(site.database)
  await works(site, 'undo', '--yes')
  return [after, notes(site.database)]
}

describe('a path of', { timeout: 120_000 }, () => {
  it.each(names)(
    '%s, as the project’s folder and as the database’s name, goes through the whole story',
    async (_, name) => {
      const database = `${name}.sqlite3`
      site = await makeSite({ folder: name, databases: sqlite(`BASE_DIR / ${JSON.stringify(database)}`) })
      site = asProgram({ ...site, database: path.join(site.root, database) })
      expect(await wholeStory()).toEqual([12, 5])
    },
  )

  it('a file: URI with escapes and options is the file that it stands for', async () => {
    const uri =
      '"file:" + __import__("urllib.parse").parse.quote(str(BASE_DIR / "my #1 100%.db")) + "?mode=rwc&cache=private"'
    site = await makeSite({ databases: sqlite(uri, ', "OPTIONS": {"uri": True}'), folder: "it's one" })
    site = { ...site, database: path.join(site.root, 'my #1 100%.db') }
    expect(await wholeStory()).toEqual([12, 5])
  })
})

describe('a database that', { timeout: 120_000 }, () => {
  it('doesn’t exist yet can’t be saved, can be restored into its place, and then there is nothing to undo', async () => {
    site = asProgram(await migratedSite())
    await saved(site)
    const was = sha256(site.database)
    renameSync(site.database, `${site.database}.away`)
    await refuses(site, 'database-missing', ['save'])
    expect(existsSync(site.database)).toBe(false)
    const { safety } = await restored(site)
    expect(safety).toBeNull()
    expect(notes(site.database)).toBe(12)
    await refuses(site, 'nothing-to-undo', ['undo', '--yes'])
    expect(sha256(`${site.database}.away`)).toBe(was)
  })

  it('lies in a folder that doesn’t exist is missing, and a folder in its place is said to be one', async () => {
    site = await makeSite({ databases: sqlite('BASE_DIR / "no such folder" / "db.sqlite3"') })
    await refuses(site, 'database-missing', ['save'])
    site.remove()
    site = await makeSite({ databases: sqlite('BASE_DIR / "config"') })
    site = { ...site, database: path.join(site.root, 'config') }
    const { json } = await site.ask('save')
    expect(json).toMatchObject({ problem: { code: 'database-is-folder', facts: { path: site.database } } })
  })

  it('has no migrations table is saved and restored; no migration counts as applied', async () => {
    site = await makeSite()
    sql(
      site.database,
      'CREATE TABLE notes_note (id integer PRIMARY KEY, title text, text text, starred bool)',
    )
    sql(site.database, "INSERT INTO notes_note VALUES (1, 'only', '', 0)")
    const id = await saved(site)
    expect((await works(site, 'list'))['savepoints']).toMatchObject([{ id, migrations: 0, rows: 1 }])
    const found = await works(site, 'migrations')
    expect(found).toHaveProperty('databases.default.recorded', false)
    sql(site.database, 'DELETE FROM notes_note')
    await works(site, 'restore', 'good', '--yes')
    expect(notes(site.database)).toBe(1)
    await works(site, 'undo', '--yes')
    expect(notes(site.database)).toBe(0)
  })

  it('has no rows, or not even a table, is a database like any other', async () => {
    site = await makeSite()
    await migrate(site, 0)
    const id = await saved(site)
    expect(notes(fileOf(site, id))).toBe(0)
    writeFileSync(site.database, '')
    sql(site.database, 'PRAGMA user_version = 7')
    await saved(site, 'bare')
    await restored(site)
    expect(notes(site.database)).toBe(0)
    await works(site, 'restore', 'bare', '--yes')
    const compared = await works(site, 'compare', 'bare', 'now')
    expect(compared).toMatchObject({ same: true, tables: [] })
  })
})
