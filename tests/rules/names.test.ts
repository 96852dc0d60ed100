import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeStem, isPlainName, readStem, stemFor } from '../../src-main/core/savepoints/names.ts'

describe('the names of savepoints', () => {
  it('say their time and their alias, and are read back the same', () => {
    const times = fc.date({ min: new Date(2000, 0, 1), max: new Date(2090, 0, 1), noInvalidDate: true })
    fc.assert(
      fc.property(times, fc.constantFrom('default', 'replica', 'eu-west_1'), (at, alias) => {
        const stem = stemFor(alias, at)
        expect(isPlainName(`${stem}.sqlite3`)).toBe(true)
        const read = readStem(stem)
        expect(read?.alias).toBe(alias)
        expect(read?.takenAt === null ? stem : stemFor(alias, read?.takenAt ?? at)).toBe(stem)
      }),
    )
  })

  it('are plain names whatever the alias is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (alias) => {
        expect(isPlainName(`${stemFor(alias, new Date(2026, 10, 21))}.sqlite3`)).toBe(true)
      }),
    )
  })

  it.each([
    'db_2026112_101500',
    'db_20261121_1015000',
    'xdb_20261121_101500',
    'db20261121_101500',
    'database',
  ])('%s is none', (stem) => {
    expect(readStem(stem)).toBeNull()
  })

  it('are never one that is taken, whatever is in the folder', () => {
    const base = 'db_20261121_101500'
    const names = fc
      .constantFrom('', '-2', '-3', '-4')
      .chain((suffix) =>
        fc
          .constantFrom('', '.json', '.sqlite3', '.SQLITE3-wal', '.sqlite3.partial')
          .map((ending) => `${base}${suffix}${ending}`),
      )
    fc.assert(
      fc.property(fc.array(names), (taken) => {
        const stem = freeStem(base, taken)
        expect(taken.some((name) => name === stem || name.startsWith(`${stem}.`))).toBe(false)
      }),
    )
  })
})
