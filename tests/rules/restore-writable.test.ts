import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FileFacts } from '../../src-main/core/ports.ts'
import { writeBlockers } from '../../src-main/core/restore/writable.ts'

const facts: FileFacts = { kind: 'file', bytes: 1, modifiedMs: 1 }

/** A disk of these paths; those with false refuse to be written. */
function disk(paths: Readonly<Record<string, boolean>>, platform: NodeJS.Platform = 'linux') {
  const files = {
    look: async (at: string) => (at in paths ? facts : null),
    isWritable: async (at: string) => paths[at] ?? Promise.reject(new Error(`${at} isn’t there`)),
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what is asked of a disk here
  return { files, platform } as unknown as Parameters<typeof writeBlockers>[0]
}
const at = { database: '/site/db.sqlite3', backupsFolder: '/site/backups' }
const all = { '/site/db.sqlite3': true, '/site': true, '/site/backups': true }

describe('what would refuse to be written', () => {
  it('is nothing where everything may be written, and where the database isn’t there yet', async () => {
    expect(await writeBlockers(disk(all), at)).toEqual([])
    expect(await writeBlockers(disk({ '/site': true, '/site/backups': true }), at)).toEqual([])
  })

  it.each([
    ['the file', '/site/db.sqlite3', 'database-read-only'],
    ['its folder, where SQLite puts its journal', '/site', 'database-read-only'],
    ['the backups folder', '/site/backups', 'folder-not-writable'],
  ])('is named, with the way out: %s', async (_, path_, code) => {
    const [blocker, ...more] = await writeBlockers(disk({ ...all, [path_]: false }), at)
    expect(blocker).toMatchObject({
      code,
      fixes: [{ kind: 'make-writable', path: path_ }, { kind: 'retry' }],
    })
    expect(more).toEqual([])
  })

  it('is the folder where a database would have to be made', async () => {
    const [blocker] = await writeBlockers(disk({ '/site': false, '/site/backups': true }), at)
    expect(blocker).toMatchObject({ code: 'folder-not-writable', facts: { folder: '/site' } })
  })

  it('splits Windows paths as Windows does', async () => {
    const database = 'C:\\site\\db.sqlite3'
    const paths = { [database]: true, 'C:\\site': false, 'C:\\site\\backups': true }
    const places = { database, backupsFolder: path.win32.join('C:\\site', 'backups') }
    const [blocker] = await writeBlockers(disk(paths, 'win32'), places)
    expect(blocker).toMatchObject({ facts: { path: database, readOnly: 'C:\\site' } })
  })
})
