import { describe, expect, it } from 'vitest'
import { appLanes } from '../../src-renderer/features/migrations/lanes.ts'
import { markOf } from '../../src-renderer/features/migrations/mark-of.ts'
import { changedTables, sumOf } from '../../src-renderer/features/savepoints/comparison.ts'
import { listItems, otherDay } from '../../src-renderer/features/savepoints/list-items.ts'
import { keyAction } from '../../src-renderer/features/savepoints/savepoint-actions.ts'
import { sliceOf } from '../../src-renderer/ui/use-window-of.ts'
import { createFormat } from '../../src-renderer/words/format.ts'
import { time } from '../../src-renderer/words/en/shell.ts'
import { sortOut } from '../fakes-window/inkwell-picture.ts'
import { savepoints, since } from '../fakes-window/inkwell-savepoints.ts'

const format = createFormat('en-GB', time, 'UTC')
const now = new Date('2026-11-21T10:42:00Z')
const found = sortOut.migrations['default']

describe('a long list', () => {
  const items = Array.from({ length: 1000 }, (_, place) => ({ place, height: 46 }))

  it('draws only what is near the view, and keeps the height of the rest', () => {
    const slice = sliceOf(items, { top: 20_000, height: 800 })
    expect(slice.items.length).toBeLessThan(50)
    expect(slice.items.some(({ place }) => place === Math.floor(20_000 / 46))).toBe(true)
    expect(slice.before + slice.items.length * 46 + slice.after).toBe(46_000)
  })

  it('draws the first rows at the top', () => {
    expect(sliceOf(items, { top: 0, height: 800 }).items[0]?.place).toBe(0)
  })
})

describe('savepoints by day', () => {
  it('heads each day once, newest first', () => {
    const days = listItems(savepoints, format, now).flatMap((item) =>
      item.kind === 'day' ? [item.title] : [],
    )
    expect(days).toEqual(['Today', 'Yesterday', 'Thursday', '13 Nov', '1 Nov'])
  })

  it('goes to the first of the next older and newer day', () => {
    expect(otherDay(savepoints, 0, 1, format.dayKey)).toBe(2)
    expect(otherDay(savepoints, 5, -1, format.dayKey)).toBe(2)
    expect(otherDay(savepoints, 0, -1, format.dayKey)).toBe(0)
  })

  it('has one key per action, and none that starts a change by itself', () => {
    const press = (key: string, ctrlKey = false, shiftKey = false) =>
      keyAction({ key, ctrlKey, shiftKey, altKey: false })
    expect(['Enter', 'c', 'V', 'p', 'F2', 'Delete'].map((key) => press(key))).toEqual([
      'restore',
      'compare',
      'verify',
      'pin',
      'label',
      'remove',
    ])
    expect([press('e', true), press('E', true, true), press('x'), press('c', true)]).toEqual([
      'export',
      'reveal',
      null,
      null,
    ])
  })
})

describe('a comparison', () => {
  it('shows tables that differ, most rows first, and adds up', () => {
    expect(changedTables(since).map(({ table }) => table)).toEqual([
      'blog_post_tags',
      'blog_comment',
      'blog_tag',
      'django_admin_log',
      'blog_post',
      'django_session',
      'django_migrations',
      'auth_user',
    ])
    expect(sumOf(since)).toEqual({ added: 157, removed: 11, changed: 4, tablesAdded: 2, tablesRemoved: 0 })
  })
})

describe('migrations of an app', () => {
  it('puts apps with something to sort out first', () => {
    if (found === undefined) throw new Error('the picture has no default database')
    expect(
      appLanes(found)
        .slice(0, 4)
        .map(({ app }) => app),
    ).toEqual(['shop', 'blog', 'newsletter', 'accounts'])
  })

  it('marks what has to be acted on before what it is', () => {
    if (found === undefined) throw new Error('the picture has no default database')
    const kinds = new Map(found.migrations.map((one) => [`${one.app}.${one.name}`, markOf(one, found)]))
    expect(kinds.get('blog.0009_tags')?.kind).toBe('ghost')
    expect(kinds.get('shop.0011_discount')?.kind).toBe('conflict')
    expect(kinds.get('shop.0008_merge')?.kind).toBe('merge')
    expect(kinds.get('accounts.0001_squashed_0006')?.kind).toBe('squashed')
    expect(kinds.get('blog.0005_backfill_slugs')).toEqual({ kind: 'code', oneWay: true, deletes: false })
    expect(kinds.get('newsletter.0005_double_optin')).toEqual({
      kind: 'pending',
      oneWay: false,
      deletes: true,
    })
  })
})
