import { describe, expect, it } from 'vitest'
import type { LastSeen } from '../../src-main/contract/project.ts'
import { health, needsAttention, standingOf, verdict, type Standing } from '../../src-renderer/ui/verdict.ts'
import { safe, sortOut } from '../fakes-window/inkwell-picture.ts'

const calm: Standing = {
  reading: 'ready',
  unreadable: 0,
  ghosts: 0,
  conflicts: 0,
  checkErrors: 0,
  pending: 0,
  migrations: 56,
  unmade: 0,
}

describe('the verdict', () => {
  it.each<[string, Partial<Standing>, ReturnType<typeof verdict>]>([
    ['is still checking, whatever was known', { reading: 'checking', ghosts: 2 }, { kind: 'checking' }],
    ['says so when the project could not be read', { reading: 'failed' }, { kind: 'failed' }],
    ['puts an unreachable database first', { unreadable: 1, ghosts: 1 }, { kind: 'unreadable' }],
    ['counts all missing files as one thing', { ghosts: 3 }, { kind: 'sort-out', count: 1 }],
    ['counts every conflict', { conflicts: 2, ghosts: 1, checkErrors: 4 }, { kind: 'sort-out', count: 4 }],
    [
      'never says ready to run while something is to sort out',
      { pending: 5, ghosts: 1 },
      { kind: 'sort-out', count: 1 },
    ],
    ['counts what is ready to run', { pending: 5, unmade: 1 }, { kind: 'pending', count: 5 }],
    ['knows a project without migrations', { migrations: 0 }, { kind: 'no-migrations' }],
    ['mentions model changes without a migration', { unmade: 2 }, { kind: 'unmade' }],
    ['is safe when there is nothing to say', {}, { kind: 'safe' }],
  ])('%s', (_promise, change, expected) => {
    expect(verdict({ ...calm, ...change })).toEqual(expected)
  })

  it('asks for attention only where someone has to act', () => {
    expect(needsAttention(verdict({ ...calm, pending: 3 }))).toBe(false)
    expect(needsAttention(verdict({ ...calm, conflicts: 1 }))).toBe(true)
  })

  it('reads a whole picture: one missing file and one conflict are two things', () => {
    expect(verdict(standingOf(sortOut, 'default'))).toEqual({ kind: 'sort-out', count: 2 })
    expect(verdict(standingOf(safe, 'default'))).toEqual({ kind: 'safe' })
  })

  it('reads a database that could not be read', () => {
    const picture = { ...safe, unreadable: { default: { type: 'OperationalError', message: 'no' } } }
    expect(verdict(standingOf(picture, 'default'))).toEqual({ kind: 'unreadable' })
  })
})

describe('the picker’s health', () => {
  const now = new Date('2026-11-21T10:42:00Z')
  const seen: LastSeen = {
    at: '2026-11-21T10:00:00Z',
    engine: 'sqlite',
    bytes: 1,
    branch: 'main',
    pending: 0,
    ghosts: 0,
    conflicts: 0,
    lastSavepointAt: '2026-11-21T10:15:00Z',
  }
  it.each<[string, Partial<LastSeen> | null, boolean, ReturnType<typeof health>]>([
    ['a folder that is gone', {}, false, 'missing'],
    ['one never looked at', null, true, 'unseen'],
    ['missing files before conflicts', { ghosts: 1, conflicts: 1 }, true, 'ahead'],
    ['conflicts', { conflicts: 1, lastSavepointAt: null }, true, 'conflict'],
    ['none saved yet', { lastSavepointAt: null, pending: 2 }, true, 'no-savepoint'],
    ['a savepoint older than a week', { lastSavepointAt: '2026-11-09T00:00:00Z' }, true, 'old'],
    ['ready to migrate', { pending: 2 }, true, 'migrate'],
    ['all in order', {}, true, 'work'],
  ])('knows %s', (_what, change, present, expected) => {
    expect(health(change === null ? null : { ...seen, ...change }, present, now)).toBe(expected)
  })
})
