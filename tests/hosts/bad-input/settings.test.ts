import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Problem } from '../../../src-main/contract/problem.ts'
import { sayProblemEn } from '../../../src-main/contract/words/problems.en.ts'
import {
  asProgram,
  forgetTemplate,
  makeSite,
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
afterEach(() => site.remove())
afterAll(forgetTemplate)

const settings = () => path.join(site.root, 'config', 'settings.py')
const first = async (lines: string) => {
  const { readFile } = await import('node:fs/promises')
  writeFileSync(settings(), `${lines}\n${await readFile(settings(), 'utf8')}`)
}

describe('a settings module', { timeout: 120_000 }, () => {
  it('that raises: file, line and message; a restore works all the same, into the file that was known', async () => {
    site = asProgram(await migratedSite())
    await saved(site)
    sql(site.database, 'DELETE FROM notes_note')
    await first('import os\nraise RuntimeError("no SECRET in .env")')
    for (const command of ['save', 'status', 'migrations']) {
      const problem = await refuses(site, 'settings-failed', [command])
      expect(problem.facts).toMatchObject({
        file: settings(),
        line: 2,
        type: 'RuntimeError',
        message: 'no SECRET in .env',
      })
      expect(sayProblemEn(problem).title).toBe(
        `The settings config.settings stopped with RuntimeError in ${settings()}, line 2: no SECRET in .env.`,
      )
    }
    await restored(site)
    expect(notes(site.database)).toBe(12)
  })

  it('that prints, warns and logs to every stream: standard output stays one object', async () => {
    site = asProgram(await migratedSite())
    await first(
      [
        'import atexit, logging, os, sys, warnings',
        'print("{\\"id\\": \\"not mine\\"}")',
        'sys.stdout.write("no line end"); sys.stdout.flush()',
        'os.write(1, b"raw bytes \\xff\\n"); os.write(2, b"raw bytes \\xff\\n")',
        'warnings.warn("careful"); logging.error("logged")',
        'atexit.register(lambda: print("good bye"))',
      ].join('\n'),
    )
    const id = await saved(site)
    expect((await works(site, 'list'))['savepoints']).toMatchObject([{ id }])
    expect(await works(site, 'migrations')).toHaveProperty('databases.default.plan', [])
    sql(site.database, 'DELETE FROM notes_note')
    await works(site, 'restore', id, '--yes')
    expect(notes(site.database)).toBe(12)
  })

  it('that hangs is ended at the time limit, which the problem names and offers to raise', async () => {
    site = asProgram(await migratedSite())
    const data = path.join(site.root, '..', 'data')
    mkdirSync(data, { recursive: true })
    writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ settings: { inspectionSeconds: 3 } }))
    await first('import time\ntime.sleep(600)')
    const began = performance.now()
    const problem = await refuses(site, 'inspection-timed-out', ['save'])
    expect(performance.now() - began).toBeLessThan(30_000)
    expect(problem.facts).toMatchObject({ seconds: 3, step: 'settings' })
    expect(problem.fixes).toContainEqual({ kind: 'raise-time-limit', seconds: 10 })
  })
})

describe('a NAME that is no plain path', { timeout: 120_000 }, () => {
  const sqlite = (name: string, more = '') =>
    `{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ${name}${more}}}`

  it(':memory: has no file to save', async () => {
    site = await makeSite({ databases: sqlite('":memory:"') })
    const answered = await site.program('save')
    const { problem } = z.strictObject({ problem: Problem }).parse(answered.json)
    expect(problem).toMatchObject({ code: 'database-in-memory', facts: { alias: 'default' } })
    expect(answered.code).toBe(6)
    await refuses(site, 'database-in-memory', ['save'])
  })

  it('a file: URI in memory neither', async () => {
    site = await makeSite({
      databases: sqlite('"file:shared?mode=memory&cache=shared"', ', "OPTIONS": {"uri": True}'),
    })
    const problem = await refuses(site, 'database-in-memory', ['save'])
    expect(problem.facts['database']).toBe('default')
  })
})
