import { describe, expect, it } from 'vitest'
import { CheckId } from '../../src-main/contract/restore.ts'
import { checks, notRun } from '../../src-renderer/words/en/checks.ts'

describe('the words of checks', () => {
  it.each(CheckId.options)('say of %s what it is about and what it found, whatever is known', (id) => {
    const said = checks[id]
    for (const text of [said.title, said.running, said.subject, said.about, said.found({})]) {
      expect(text).not.toMatch(/undefined|NaN|null|\[object/)
      expect(text.length).toBeGreaterThan(5)
    }
  })

  it('say that another program wrote since, instead of numbers that prove nothing', () => {
    for (const id of ['integrity', 'foreign-keys', 'rows', 'content'] as const) {
      expect(checks[id].found({ writtenSince: 'yes', tables: 3, differing: 1 })).toMatch(
        /Another program has written/,
      )
    }
  })

  it('say that the code could not be asked, and that a damaged database was kept as it was', () => {
    for (const id of ['migrations', 'django-check', 'models'] as const) {
      expect(checks[id].found({ codeAnswered: 'no' })).toBe('Your project’s code could not be asked')
    }
    expect(notRun({ was: 'damaged' })).toMatch(/byte by byte/)
    expect(notRun({ was: 'missing' })).toBe('There was nothing there before')
    expect(notRun({})).toMatch(/^Not run/)
  })

  it('say what there was to compare with', () => {
    expect(checks.fingerprint.found({ comparedWith: 'nothing' })).toMatch(/Made by hand/)
    expect(checks.rows.found({ tables: 2, rows: 1200, comparedWith: 'savepoint' })).toBe(
      '2 tables, 1,200 rows, as when it was saved',
    )
    expect(checks.rows.found({ tables: 1, rows: 1, comparedWith: 'nothing' })).toBe(
      '1 table, 1 row, made by hand, so nothing to compare with',
    )
    expect(checks.rows.found({ tables: 3, rows: 9, differing: 1, names: 'blog_post' })).toBe(
      '3 tables, 9 rows, 1 table differs: blog_post',
    )
  })

  it('never say that references hold when some don’t', () => {
    expect(checks['foreign-keys'].found({ violations: 0, noted: 0 })).toBe('Every reference points at a row')
    expect(checks['foreign-keys'].found({ violations: 1 })).toBe('1 reference points at no row')
    expect(checks['foreign-keys'].found({ violations: 3, noted: 3 })).toBe(
      '3 references point at no row, 3 when it was saved',
    )
  })

  it('name migrations and models that are not in order', () => {
    expect(checks.migrations.found({ applied: 14, pending: 2, missing: 0, pendingNames: 'shop.0006' })).toBe(
      '14 applied, 2 pending, no file missing',
    )
    expect(checks.migrations.found({ applied: 14, pending: 0, missing: 1, missingNames: 'blog.0009' })).toBe(
      '14 applied, 0 pending, 1 file missing: blog.0009',
    )
    expect(
      checks.models.found({
        models: 9,
        read: 8,
        empty: 0,
        failed: 1,
        names: 'blog.Post',
        waitingFor: 'blog.0006',
      }),
    ).toBe('9 models, 1 can’t be read: blog.Post, waiting for blog.0006')
    expect(checks['django-check'].found({ issues: 2, errors: 1, first: 'fields.E304 clash' })).toBe(
      'Django’s own checks: 2 issues, 1 of them errors: fields.E304 clash',
    )
  })
})
