import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RehearsalAnswer } from '../../src-main/contract/picture.ts'
import type { Manifest } from '../../src-main/contract/savepoint.ts'
import type { JournalEntry } from '../../src-main/core/operations/journal.ts'
import type { SqliteCheck } from '../../src-main/core/ports.ts'
import { approvalOf, sameStamp, type Approved } from '../../src-main/core/restore/approval.ts'
import { outcomeOf } from '../../src-main/core/restore/checklist.ts'
import { judgeDjangoCheck, judgeMigrations, judgeModels } from '../../src-main/core/restore/judge-code.ts'
import { judgeForeignKeys, judgeIntegrity, judgeRows } from '../../src-main/core/restore/judge-file.ts'
import { oldOrNew, openWork } from '../../src-main/core/restore/open-work.ts'
import { spaceBlockers, spaceNeeded } from '../../src-main/core/restore/space.ts'
import { lastReplacement } from '../../src-main/core/restore/undo.ts'

const approved: Approved = {
  savepointId: 'db_20261121_101500',
  sha256: 'abc',
  target: '/shop/db.sqlite3',
  stamp: { database: { bytes: 4096, modifiedMs: 1000.5 }, wal: null },
}

describe('an approval', () => {
  it('is the same for the same facts and another one for any other', () => {
    const others: readonly Approved[] = [
      { ...approved, savepointId: 'db_20261121_101501' },
      { ...approved, sha256: 'abd' },
      { ...approved, target: '/shop/other.sqlite3' },
      { ...approved, stamp: { database: { bytes: 8192, modifiedMs: 1000.5 }, wal: null } },
      { ...approved, stamp: { database: { bytes: 4096, modifiedMs: 1000.6 }, wal: null } },
      { ...approved, stamp: { ...approved.stamp, wal: { bytes: 32, modifiedMs: 1 } } },
      { ...approved, stamp: { database: null, wal: null } },
    ]
    expect(approvalOf(structuredClone(approved))).toBe(approvalOf(approved))
    expect(new Set([approved, ...others].map(approvalOf)).size).toBe(others.length + 1)
  })

  it('lets a checkpoint pass, which moves the -wal into the file without a change', () => {
    const wal = { bytes: 4152, modifiedMs: 5 }
    const before = { database: { bytes: 4096, modifiedMs: 1 }, wal }
    expect(sameStamp(before, { database: { bytes: 8192, modifiedMs: 9 }, wal })).toBe(true)
    expect(sameStamp(before, { ...before, wal: { ...wal, modifiedMs: 6 } })).toBe(false)
    expect(sameStamp(before, { ...before, wal: null })).toBe(false)
  })
})

const manifest = (part: Partial<Manifest>): Manifest => ({
  savepoint: 1,
  id: 'a',
  takenAt: '2026-11-21T10:15:00.000Z',
  kind: 'you',
  label: null,
  pinned: false,
  reason: null,
  database: { alias: 'default', engine: 'sqlite', name: 'db.sqlite3', journalMode: 'delete', pageSize: 4096 },
  files: [{ name: 'a.sqlite3', role: 'database', bytes: 1, sha256: 'x' }],
  tables: [{ table: 'shop_order', rows: 3 }],
  migrations: [],
  whole: true,
  checks: { at: '2026-11-21T10:15:00.000Z', quickCheck: 'ok', foreignKeyViolations: 2, outcome: 'passed' },
  git: null,
  versions: { savepoint: '1', sqlite: '3', django: null, python: null },
  ...part,
})
const check = (part: Partial<SqliteCheck>): SqliteCheck => ({
  quickCheck: 'ok',
  foreignKeyViolations: 0,
  facts: { journalMode: 'delete', pageSize: 4096, pages: 3, sqliteVersion: '3', tables: [], migrations: [] },
  ...part,
})

describe('the checks of a file', () => {
  it.each([
    ['no violations', 0, manifest({}), 'passed'],
    ['as many as when it was saved', 2, manifest({}), 'warned'],
    ['fewer than when it was saved', 1, manifest({}), 'warned'],
    ['new ones', 3, manifest({}), 'failed'],
    ['some in a file made by hand', 3, null, 'warned'],
  ])('judge foreign keys: %s', (_, foreignKeyViolations, noted, at) => {
    expect(judgeForeignKeys(check({ foreignKeyViolations }), noted, 'a').at).toBe(at)
  })

  it.each([
    ['the same rows', [{ table: 'shop_order', rows: 3 }], 'passed'],
    ['a row less', [{ table: 'shop_order', rows: 2 }], 'failed'],
    ['a table less', [], 'failed'],
    [
      'a table more',
      [
        { table: 'shop_order', rows: 3 },
        { table: 'x', rows: 0 },
      ],
      'failed',
    ],
  ])('judge rows: %s', (_, tables, at) => {
    expect(judgeRows(tables, manifest({}), 'a').at).toBe(at)
  })

  it('say damage in SQLite’s own words', () => {
    const judged = judgeIntegrity(check({ quickCheck: 'row 3 missing from index' }), 'a')
    expect(judged).toMatchObject({
      at: 'failed',
      problem: { code: 'savepoint-damaged', evidence: ['row 3 missing from index'] },
    })
  })
})

const migration = (app: string, name: string, part: object) => ({
  app,
  name,
  applied: true,
  appliedAt: null,
  ghost: false,
  replaces: [],
  dependencies: [],
  runBefore: [],
  reversible: true,
  initial: false,
  merge: false,
  runsCode: false,
  operations: [],
  file: null,
  ...part,
})
const answer = (part: {
  readonly migrations?: readonly ReturnType<typeof migration>[]
  readonly models?: RehearsalAnswer['models']
  readonly checks?: RehearsalAnswer['checks']
}): RehearsalAnswer => ({
  migrations: { recorded: true, migrations: [...(part.migrations ?? [])], conflicts: [], plan: [] },
  checks: [...(part.checks ?? [])],
  models: [...(part.models ?? [])],
})
const model = (app: string, outcome: 'read' | 'empty' | 'failed', message: string | null = null) => ({
  app,
  model: 'Thing',
  table: `${app}_thing`,
  outcome,
  message,
})

describe('the checks by the project’s code', () => {
  const pending = migration('shop', '0002_price', { applied: false })
  const ghost = migration('shop', '0003_gone', { ghost: true })

  it('pass with pending migrations and count them; warn of applied ones without a file', () => {
    expect(judgeMigrations(answer({ migrations: [migration('shop', '0001', {}), pending] }))).toEqual({
      at: 'passed',
      facts: { applied: 1, pending: 1, missing: 0, pendingNames: 'shop.0002_price' },
    })
    expect(judgeMigrations(answer({ migrations: [ghost] }))).toMatchObject({
      at: 'warned',
      facts: { missing: 1, missingNames: 'shop.0003_gone' },
    })
  })

  it.each([
    ['read', [model('shop', 'read'), model('blog', 'empty')], [], 'passed'],
    [
      'failing while its own migration is pending',
      [model('shop', 'failed', 'no such column: price')],
      [pending],
      'warned',
    ],
    ['failing under a migration of another branch', [model('shop', 'failed', 'boom')], [ghost], 'warned'],
    ['failing with nothing pending', [model('shop', 'failed', 'no such column: price')], [], 'failed'],
    [
      'failing for a reason that no pending migration explains',
      [model('blog', 'failed', 'bad value')],
      [pending],
      'failed',
    ],
  ] as const)('judge a model %s', (_, models, migrations, at) => {
    expect(judgeModels(answer({ models: [...models], migrations }), 'a').at).toBe(at)
  })

  it('warn of errors in the code, because a restore doesn’t change the code', () => {
    const error = { level: 'error' as const, id: 'shop.E1', message: 'no', hint: null }
    expect(judgeDjangoCheck(answer({ checks: [error] }))).toMatchObject({
      at: 'warned',
      facts: { errors: 1 },
    })
    expect(judgeDjangoCheck(answer({ checks: [{ ...error, level: 'warning' }] })).at).toBe('passed')
  })

  it('never call a list passed in which something failed or warned', () => {
    const at = fc.constantFrom('waiting', 'running', 'passed', 'warned', 'failed', 'skipped')
    fc.assert(
      fc.property(fc.array(at.map((one) => ({ at: one }))), (lines) => {
        const outcome = outcomeOf(lines)
        const bad = lines.some((line) => line.at === 'failed')
        const unfinished = lines.some((line) => ['waiting', 'running'].includes(line.at))
        const warned = lines.some((line) => line.at === 'warned')
        const may = unfinished ? 'running' : bad ? 'failed' : warned ? 'warned' : 'passed'
        expect(outcome).toBe(may)
      }),
    )
  })
})

describe('the space asked for', () => {
  const need = spaceNeeded({ now: 100, savepoint: 300 })
  it('is asked of both folders, and of one disk for both', () => {
    expect(spaceBlockers(need, { folder: '/b', free: 1e9 }, { folder: '/d', free: 2e9 })).toEqual([])
    expect(spaceBlockers(need, { folder: '/b', free: 10 }, { folder: '/d', free: 2e9 })).toMatchObject([
      { code: 'disk-full', facts: { folder: '/b', bytesNeeded: need.backups, bytesFree: 10 } },
    ])
    const both = need.backups + need.beside
    const free = both - 1
    expect(spaceBlockers(need, { folder: '/b', free }, { folder: '/d', free })).toMatchObject([
      { facts: { bytesNeeded: both } },
    ])
  })
})

const entry = (
  operation: string,
  step: JournalEntry['step'],
  part: Partial<JournalEntry> = {},
): JournalEntry => ({
  operation,
  at: '2026-11-21T10:45:00.000Z',
  kind: 'restore',
  step,
  database: 'default',
  target: '/shop/db.sqlite3',
  savepoint: 'wanted',
  safety: null,
  leaves: [],
  ...part,
})

describe('the journal read again', () => {
  it('undoes the newest replacement that was not taken back', () => {
    expect(lastReplacement([])).toBeNull()
    const entries = [
      entry('a', 'done', { safety: 's1' }),
      entry('b', 'done', { kind: 'undo', savepoint: 's1', safety: 's2' }),
      entry('c', 'failed', { safety: 's3' }),
      entry('d', 'done', { kind: 'save', savepoint: 'x' }),
    ]
    expect(lastReplacement(entries)?.undoable).toMatchObject({ safety: 's2', restored: 's1' })
    expect(lastReplacement([...entries, entry('e', 'done')])).toBeNull()
  })

  it('finds only what never ended', () => {
    const entries = [
      entry('a', 'begun'),
      entry('a', 'failed'),
      entry('b', 'begun'),
      entry('b', 'safety-saved', { safety: 's' }),
      entry('b', 'replacing', { safety: 's' }),
      entry('c', 'begun'),
      entry('c', 'recovered'),
    ]
    const open = openWork(entries)
    expect(open.map((work) => work.last.operation)).toEqual(['b'])
    expect(open[0]?.last.safety).toBe('s')
  })

  it.each([
    ['the old content', { toOld: 0, toNew: 7 }, false, 'old'],
    ['the new content', { toOld: 7, toNew: 0 }, false, 'new'],
    ['the new content with a session on top', { toOld: 900, toNew: 1 }, false, 'new'],
    ['the old content with a session on top', { toOld: 1, toNew: 900 }, false, 'old'],
    ['what was noted as replaced, changed since', { toOld: 3, toNew: 900 }, true, 'new'],
    ['contents alike, before the end of the transaction was noted', { toOld: 0, toNew: 0 }, false, 'old'],
    ['contents alike, after it', { toOld: 0, toNew: 0 }, true, 'new'],
    ['nothing readable', { toOld: null, toNew: null }, false, 'neither'],
  ] as const)('says which content a database has: %s', (_, distances, replaced, which) => {
    expect(oldOrNew(distances, replaced)).toBe(which)
  })
})
