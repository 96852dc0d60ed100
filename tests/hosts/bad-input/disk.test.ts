import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Problem } from '../../../src-main/contract/problem.ts'
import { sayProblemEn } from '../../../src-main/contract/words/problems.en.ts'
import { connect } from '../../adapters/sqlite-support/other-program.ts'
import { mountSmall, nobody, whyNoSmallDisk, venvForNobody } from './places.ts'
import {
  addNotes,
  asProgram,
  forgetTemplate,
  migratedSite,
  notes,
  refuses,
  restored,
  saved,
  type Site,
  works,
} from './site.ts'

let site: Site
let unmount: () => void = () => undefined
afterEach(() => {
  unmount()
  unmount = () => undefined
  execFileSync('chmod', ['-R', 'u+w', path.dirname(site.root)])
  site.remove()
})
afterAll(() => {
  forgetTemplate()
  if ('venv' in other && path.basename(other.venv).startsWith('savepoint-nobody-'))
    rmSync(other.venv, { recursive: true, force: true })
})

const other = await venvForNobody()
const noNobody = 'why' in other ? other.why : null
const noDisk = whyNoSmallDisk()
const because = (why: string | null) => (why === null ? '' : ` (skipped: ${why})`)

/** The site belongs to nobody, who also runs the program. */
async function siteOfNobody(): Promise<Site> {
  const made = asProgram(
    await migratedSite({ uid: nobody, ...('venv' in other ? { venv: other.venv } : {}) }),
  )
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, path.dirname(made.root)])
  await saved(made)
  return made
}

describe(`what may not be written${because(noNobody)}`, { timeout: 120_000 }, () => {
  it.skipIf(noNobody !== null)(
    'a read-only file: saved all the same; a restore says so before it makes a safety copy',
    async () => {
      site = await siteOfNobody()
      addNotes(site.database, 3)
      chmodSync(site.database, 0o444)
      await saved(site, 'of a read-only file')
      const problem = await refuses(site, 'database-read-only', ['restore', 'good', '--yes'])
      expect(problem.fixes[0]).toEqual({ kind: 'make-writable', path: site.database })
      chmodSync(site.database, 0o644)
      await restored(site)
      expect(notes(site.database)).toBe(12)
      chmodSync(site.database, 0o444)
      await refuses(site, 'database-read-only', ['undo', '--yes'])
    },
  )

  it.skipIf(noNobody !== null)('a read-only folder: SQLite could write no journal there', async () => {
    site = await siteOfNobody()
    addNotes(site.database, 3)
    chmodSync(site.root, 0o555)
    await saved(site, 'in a read-only folder')
    const problem = await refuses(site, 'database-read-only', ['restore', 'good', '--yes'])
    expect(problem.facts['readOnly']).toBe(site.root)
  })

  it.skipIf(noNobody !== null)(
    'a backups folder that may not be written: said of every command that would',
    async () => {
      site = await siteOfNobody()
      for (const folder of ['.savepoint', '.']) chmodSync(path.join(site.backups, folder), 0o555)
      for (const command of [['save'], ['restore', 'good', '--yes']] as const)
        await refuses(site, 'folder-not-writable', [...command])
      expect((await works(site, 'list'))['savepoints']).toHaveLength(1)
    },
  )

  it.skipIf(noNobody !== null)('a database that may not be read', async () => {
    site = await siteOfNobody()
    execFileSync('chown', ['0:0', site.database])
    chmodSync(site.database, 0o600)
    const problem = await refuses(site, 'database-not-readable', ['save'])
    expect(problem.facts['path']).toBe(site.database)
  })
})

describe(`a full disk${because(noDisk)}`, { timeout: 120_000 }, () => {
  const mounted = async (options: string) => {
    site = await migratedSite()
    addNotes(site.database, 4000)
    unmount = mountSmall(site.backups, options)
  }

  it.skipIf(noDisk !== null)('before: says what is needed and what is free, and starts nothing', async () => {
    await mounted('size=1m')
    site = asProgram(site)
    const problem = await refuses(site, 'disk-full', ['save'])
    const { bytesNeeded, bytesFree } = problem.facts
    expect(Number(bytesNeeded)).toBeGreaterThan(Number(bytesFree))
    expect(sayProblemEn(problem).title).toMatch(/: \d.* needed, \d.* free\.$/)
  })

  it.skipIf(noDisk !== null)(
    'in the middle: the copy is taken away again, and no numbers are made up',
    async () => {
      await mounted('size=24m')
      await saved(site)
      const holder = await connect(site.database)
      try {
        await holder.run('BEGIN EXCLUSIVE')
        // The room is there when it is asked for; while the save waits for the lock, somebody else takes it.
        const asked = site.waiting('save')
        await asked.waits
        const { bavail, bsize } = statfsSync(site.backups)
        writeFileSync(path.join(site.backups, 'somebody else’s'), Buffer.alloc(bavail * bsize - 256 * 1024))
        await holder.run('COMMIT')
        const { json, code } = await asked.answered
        expect({ json, code }).toMatchObject({
          code: 8,
          json: { problem: { code: 'disk-full', safe: 'nothing-was-changed' } },
        })
        const { problem } = z.object({ problem: Problem }).parse(json)
        expect(sayProblemEn(problem).title).not.toMatch(/: 0.bytes needed/)
      } finally {
        await holder.kill()
      }
      expect((await works(site, 'list'))['savepoints']).toHaveLength(1)
      expect(readdirSync(site.backups).filter((name) => name.startsWith('db_'))).toHaveLength(2)
      await works(site, 'verify', 'good')
    },
  )

  it.skipIf(noDisk !== null)('with room for the copy but not for its notes: neither stays', async () => {
    await mounted('size=64m,nr_inodes=8')
    for (let left = 0; left < 8; left += 1) {
      const { code } = await site.ask('save')
      if (code === 0) continue
      const problem = await refuses(site, 'disk-full', ['save'])
      expect(sayProblemEn(problem).title).not.toContain('0 bytes')
      const files = readdirSync(site.backups).filter((name) => name.startsWith('db_'))
      expect(files.filter((name) => name.endsWith('.json')).length * 2).toBe(files.length)
      expect(existsSync(site.database)).toBe(true)
      return
    }
    throw new Error('the disk never filled up')
  })
})
