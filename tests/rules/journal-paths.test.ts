import { describe, expect, it } from 'vitest'
import { journalPaths } from '../../src-main/core/operations/journal-paths.ts'

const entry = (target: string, leaves: readonly string[]) => ({ target, leaves })

describe('paths in the journal', () => {
  it('follow a project that was moved, on Windows too', () => {
    const before = journalPaths('win32', 'C:\\code\\shop\\backups')
    const noted = before.toNote(
      entry('C:\\code\\shop\\db.sqlite3', ['C:\\code\\shop\\backups\\db_1.sqlite3.partial']),
    )
    expect(noted).toEqual({ target: './db.sqlite3', leaves: ['./backups/db_1.sqlite3.partial'] })
    const after = journalPaths('win32', 'D:\\copies\\shop\\backups').fromNote(noted)
    expect(after).toEqual({
      target: 'D:\\copies\\shop\\db.sqlite3',
      leaves: ['D:\\copies\\shop\\backups\\db_1.sqlite3.partial'],
    })
  })

  it('stay absolute for a database outside the project', () => {
    const paths = journalPaths('linux', '/home/mara/shop/backups')
    const outside = entry('/var/data/shop.sqlite3', ['/home/mara/shop-2/db.sqlite3.partial'])
    expect(paths.toNote(outside)).toEqual(outside)
    expect(paths.fromNote(paths.toNote(outside))).toEqual(outside)
  })

  it('stay absolute on another drive', () => {
    const paths = journalPaths('win32', 'C:\\code\\shop\\backups')
    expect(paths.toNote(entry('E:\\db.sqlite3', [])).target).toBe('E:\\db.sqlite3')
  })
})
