import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { connect } from '../../adapters/sqlite-support/other-program.ts'
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
  sql,
  works,
} from './site.ts'

let site: Site
afterEach(() => site.remove())
afterAll(forgetTemplate)

/** Another program dies in the middle of a transaction whose pages are partly in the file already. */
async function leaveHotJournal(file: string): Promise<void> {
  const other = await connect(file)
  await other.run('PRAGMA cache_size=2')
  await other.run('BEGIN IMMEDIATE')
  await other.run("UPDATE notes_note SET text = 'half done ' || hex(randomblob(300))")
  await other.kill()
  expect(statSync(`${file}-journal`).size).toBeGreaterThan(512)
  expect(readFileSync(file).includes('half done')).toBe(true)
}

/** Commits that are in the -wal only, left by a program that died. */
async function leaveWal(file: string): Promise<void> {
  sql(file, 'PRAGMA journal_mode=wal')
  const other = await connect(file)
  await other.run('PRAGMA wal_autocheckpoint=0')
  await other.run("INSERT INTO notes_note (title, text, starred) VALUES ('only in the wal', '', 0)")
  await other.kill()
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
}

const half = (file: string) => readFileSync(file).includes('half done')

describe('journals that somebody left', { timeout: 120_000 }, () => {
  it('a hot journal: the save holds what was committed, and nothing of what was begun', async () => {
    site = asProgram(await migratedSite())
    addNotes(site.database, 400)
    const first = await saved(site)
    const before = sha256(fileOf(site, first))
    await leaveHotJournal(site.database)
    const id = await saved(site, 'with a hot journal')
    expect(half(fileOf(site, id))).toBe(false)
    expect(notes(fileOf(site, id))).toBe(412)
    expect(sha256(fileOf(site, first))).toBe(before)
    const { same } = await works(site, 'compare', first, id)
    expect(same).toBe(true)
  })

  it('a hot journal under a restore: the safety savepoint holds what was committed, and undo brings it back', async () => {
    site = await migratedSite()
    await saved(site)
    addNotes(site.database, 400)
    await leaveHotJournal(site.database)
    const { safety } = await restored(site)
    expect(notes(site.database)).toBe(12)
    expect(existsSync(`${site.database}-journal`)).toBe(false)
    expect(half(fileOf(site, safety ?? ''))).toBe(false)
    await works(site, 'undo', '--yes')
    expect(notes(site.database)).toBe(412)
    expect(half(site.database)).toBe(false)
  })

  it('a -wal beside its database: what was committed there is saved, and can’t come back over a restore', async () => {
    site = await migratedSite()
    const before = await saved(site)
    await leaveWal(site.database)
    const id = await saved(site, 'with wal')
    expect(notes(fileOf(site, id))).toBe(13)
    await restored(site, before)
    expect(notes(site.database)).toBe(12)
  })

  it('a -wal without its database: nothing is made from it; a restore sets it aside, whole', async () => {
    site = await migratedSite()
    await saved(site)
    await leaveWal(site.database)
    const wal = sha256(`${site.database}-wal`)
    renameSync(site.database, `${site.database}.away`)
    rmSync(`${site.database}-shm`, { force: true })
    const problem = await refuses(site, 'database-missing', ['save'])
    expect(problem.facts['orphanWalBytes']).toBe(statSync(`${site.database}-wal`).size)
    await restored(site)
    expect(notes(site.database)).toBe(12)
    const aside = readdirSync(site.root).filter((name) => name.startsWith('db.sqlite3-wal.stale-'))
    expect(aside.map((name) => sha256(`${site.root}/${name}`))).toEqual([wal])
  })

  it('a database in WAL mode whose -wal was deleted is saved as its file has it', async () => {
    site = await migratedSite()
    await leaveWal(site.database)
    for (const ending of ['-wal', '-shm']) rmSync(site.database + ending)
    const id = await saved(site)
    expect(notes(fileOf(site, id))).toBe(12)
  })

  it('a -wal that is no -wal is not read into anything (SQLite itself takes it away when somebody opens the database)', async () => {
    site = await migratedSite()
    writeFileSync(`${site.database}-wal`, 'not a log at all'.repeat(400))
    const before = sha256(site.database)
    const id = await saved(site)
    expect(notes(fileOf(site, id))).toBe(12)
    expect(sha256(site.database)).toBe(before)
  })
})
