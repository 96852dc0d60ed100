import { describe, expect, it } from 'vitest'
import { ProblemCode, type Problem } from '../../src-main/contract/problem.ts'
import { fileProblem } from '../../src-main/core/diagnosis/files.ts'
import { sayProblemEn } from '../../src-main/contract/words/problems.en.ts'

const bare = (code: ProblemCode): Problem => ({
  code,
  facts: {},
  safe: 'nothing-was-changed',
  fixes: [],
  evidence: [],
})

describe('the words of problems', () => {
  it.each(ProblemCode.options)('says %s in whole sentences even when facts are missing', (code) => {
    const said = sayProblemEn(bare(code))
    for (const text of [said.title, said.safe, said.next]) {
      expect(text).not.toMatch(/undefined|NaN|null|\[object/)
      expect(text.trim().length).toBeGreaterThan(8)
    }
    expect(said.next).toMatch(/[.]$/)
    expect(said.title).toMatch(/[.]$/)
  })

  it.each([
    ['settings-failed', 'no .env here'],
    ['project-code-failed', 'no .env here.'],
    ['migrations-unreadable', 'what now?'],
    ['input-invalid', 'PATH is empty'],
    ['demo-failed', 'no index'],
  ] as const)('ends the title of %s once, however the words of others end: %s', (code, words) => {
    const said = sayProblemEn({ ...bare(code), facts: { message: words, why: words } })
    expect(said.title).toMatch(/[^.?][.?]$/)
    expect(said.title).toContain(words)
  })

  it('says no numbers of a full disk that nobody knows, and none that contradict each other', () => {
    const full = (facts: Problem['facts']) => sayProblemEn({ ...bare('disk-full'), facts }).title
    expect(full({ folder: '/b' })).toBe('Not enough space in /b.')
    expect(full({ folder: '/b', bytesNeeded: 0, bytesFree: 0 })).toBe('Not enough space in /b.')
    expect(full({ folder: '/b', bytesFree: 2048 })).toBe(
      'Not enough space in /b: it filled up while it was written; 2.0\u00a0KB are free now.',
    )
    // Measured after the copy was taken away again: less was needed than is free now.
    expect(full({ folder: '/b', bytesNeeded: 1024, bytesFree: 2048 })).toContain('it filled up')
    const thrown = fileProblem(Object.assign(new Error('no space'), { code: 'ENOSPC' }), '/b').problem
    expect(thrown.facts).toEqual({ folder: '/b' })
    expect(thrown.fixes.map(({ kind }) => kind)).toEqual(['open-folder', 'retry'])
  })

  it('says why an environment is broken by its reason, with what the system said', () => {
    const broken = (facts: Problem['facts']) =>
      sayProblemEn({ ...bare('environment-broken'), facts: { folder: 'venv', ...facts } }).title
    expect(broken({ reason: 'too-old' })).toBe(
      'The environment venv doesn’t work: its Python is older than 3.8.',
    )
    expect(broken({ reason: 'does-not-start', detail: 'spawn EACCES.' })).toBe(
      'The environment venv doesn’t work: its Python does not start: spawn EACCES.',
    )
  })

  it('names the file, the size and the holder that the facts give', () => {
    const full = {
      ...bare('disk-full'),
      facts: { folder: 'backups', bytesNeeded: 50_960_794, bytesFree: 1024 },
    }
    expect(sayProblemEn(full).title).toBe(
      'Not enough space in backups: 48.6\u00a0MB needed, 1.0\u00a0KB free.',
    )
    const locked = { ...bare('database-locked'), facts: { path: 'db.sqlite3', holder: 'python (4711)' } }
    expect(sayProblemEn(locked).title).toBe('db.sqlite3 is locked by python (4711).')
  })

  it('says how the database changed since it was looked at', () => {
    const said = (facts: Problem['facts']) => sayProblemEn({ ...bare('changed-since-approved'), facts }).title
    expect(said({ name: 'db.sqlite3', tables: 7, changed: 'a, b, c, d, e' })).toBe(
      'db.sqlite3 changed in a, b, c, d, e and 2 more after you looked at what would be replaced.',
    )
    expect(said({ name: 'db.sqlite3', tables: 1, changed: 'blog_post', otherFile: false })).toContain(
      'in blog_post after',
    )
    expect(said({ name: 'db.sqlite3', tables: 0, changed: '' })).toBe(
      'db.sqlite3 changed after you looked at what would be replaced.',
    )
    expect(said({ path: '/p/db.sqlite3', whileSaving: true })).toBe(
      'Another program wrote to /p/db.sqlite3 meanwhile, so Savepoint left it as it is.',
    )
    expect(said({ name: 'other.sqlite3', otherFile: true, tables: 3, changed: 'a, b, c' })).toContain(
      'another file now: other.sqlite3',
    )
  })
})
