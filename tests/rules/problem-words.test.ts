import { describe, expect, it } from 'vitest'
import { ProblemCode, type Problem } from '../../src-main/contract/problem.ts'
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
})
