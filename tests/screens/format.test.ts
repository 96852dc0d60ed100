import { describe, expect, it } from 'vitest'
import { createFormat, lastPart, shortPath } from '../../src-renderer/words/format.ts'
import { time } from '../../src-renderer/words/en/shell.ts'

const now = new Date('2026-11-21T10:42:00Z')
const format = createFormat('en-GB', time, 'UTC')
const space = '\u00a0'

describe('moments in words', () => {
  it.each([
    ['2026-11-21T10:41:40Z', 'just now'],
    ['2026-11-21T10:15:00Z', '27 min ago'],
    ['2026-11-21T08:52:00Z', '08:52'],
    ['2026-11-20T16:40:00Z', 'Yesterday 16:40'],
    ['2026-11-16T17:34:00Z', 'Mon 17:34'],
    ['2026-11-09T09:12:00Z', '9 Nov, 09:12'],
    ['2025-10-04T09:12:00Z', '4 Oct 2025'],
  ])('says %s as “%s”', (iso, said) => {
    expect(format.when(iso, now)).toBe(said)
  })

  it('names the day of a moment of today, for titles', () => {
    expect(format.moment('2026-11-21T10:15:00Z', now)).toBe('Today 10:15')
  })

  it('never says minutes ago for a clock that runs ahead', () => {
    expect(format.when('2026-11-21T10:50:00Z', now)).toBe('10:50')
  })

  it('takes the day from the person’s time zone, not from UTC', () => {
    const late = createFormat('en-GB', time, 'Asia/Tokyo')
    expect(late.day('2026-11-20T16:00:00Z', new Date('2026-11-21T01:00:00Z'))).toBe('Today')
    expect(late.dayKey('2026-11-20T16:00:00Z')).toBe('2026-11-21')
  })

  it.each([
    ['2026-11-21T00:00:00Z', 'Today'],
    ['2026-11-20T23:59:00Z', 'Yesterday'],
    ['2026-11-19T12:00:00Z', 'Thursday'],
    ['2026-11-13T12:00:00Z', '13 Nov'],
    ['2025-11-13T12:00:00Z', '13 Nov 2025'],
  ])('heads the day of %s with “%s”', (iso, said) => {
    expect(format.day(iso, now)).toBe(said)
  })
})

describe('numbers in words', () => {
  it.each([
    [0, `0.0${space}s`],
    [900, `0.9${space}s`],
    [41_000, `41${space}s`],
    [59_600, `1${space}min`],
    [200_000, `3${space}min 20${space}s`],
  ])('says %d ms as “%s”', (ms, said) => {
    expect(format.duration(ms)).toBe(said)
  })

  it('counts bytes by 1,024, as Explorer does', () => {
    expect(format.bytes(50_960_794)).toBe(`48.6${space}MB`)
  })

  it('uses a true minus, and a dash for nothing', () => {
    expect([format.signed(1204), format.signed(-11), format.signed(0)]).toEqual(['+1,204', '−11', '–'])
  })

  it('follows the region', () => {
    expect(createFormat('de-DE', time, 'UTC').number(56_832)).toBe('56.832')
  })
})

describe('paths', () => {
  it('shortens in the middle and keeps both ends', () => {
    const short = shortPath('C:\\Users\\Mara\\a very long folder name\\code\\inkwell', 24)
    expect(short).toHaveLength(24)
    expect(short).toMatch(/^C:\\.*…/)
    expect(short).toMatch(/inkwell$/)
  })

  it('finds the last part of either system’s paths', () => {
    expect([lastPart('C:\\a\\db.sqlite3'), lastPart('/srv/app/'), lastPart('db')]).toEqual([
      'db.sqlite3',
      'app',
      'db',
    ])
  })
})
