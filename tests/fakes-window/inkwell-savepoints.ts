import type { CheckLine, RestorePlan } from '../../src-main/contract/restore.ts'
import type { Comparison, Manifest, Savepoint, TableDelta } from '../../src-main/contract/savepoint.ts'
import { storyNow, tables } from './inkwell-picture.ts'

function savepoint(id: string, takenAt: string, change: Partial<Savepoint> = {}): Savepoint {
  return {
    id,
    takenAt,
    kind: 'you',
    label: null,
    pinned: false,
    reason: null,
    database: 'default',
    file: `${id}.sqlite3`,
    bytes: 48_600_000,
    rows: 56_686,
    verification: 'verified',
    verified: true,
    migrations: 56,
    branch: 'main',
    ...change,
  }
}

const before = (of: string) => ({ kind: 'automatic', reason: { kind: 'migrate', of } }) as const

export const savepoints: readonly Savepoint[] = [
  savepoint('db_20261121_101500', '2026-11-21T10:15:00Z', {
    ...before('blog.0009_tags'),
    bytes: 50_960_794,
    branch: 'feature/tags',
  }),
  savepoint('db_20261121_085200', '2026-11-21T08:52:00Z', {
    label: 'Clean demo data',
    pinned: true,
    bytes: 50_226_790,
    rows: 56_402,
  }),
  savepoint('db_20261120_173400', '2026-11-20T17:34:00Z', {
    ...before('newsletter.0004_digest'),
    bytes: 50_121_932,
  }),
  savepoint('db_20261120_150800', '2026-11-20T15:08:00Z', {
    kind: 'before-restore',
    reason: { kind: 'restore', of: 'db_20261119_164500' },
    bytes: 49_387_929,
  }),
  savepoint('db_20261120_112000', '2026-11-20T11:20:00Z', { label: 'Imported customers', bytes: 49_178_214 }),
  savepoint('db_20261119_164500', '2026-11-19T16:45:00Z', {
    label: 'Release 1.4',
    pinned: true,
    branch: 'release/1.4',
    bytes: 48_444_211,
  }),
  savepoint('db_20261119_091200', '2026-11-19T09:12:00Z', {
    ...before('blog.0008_post_cover'),
    bytes: 48_024_780,
  }),
  savepoint('db_20261113_142600', '2026-11-13T14:26:00Z', {
    verification: 'unverified',
    verified: false,
    rows: null,
    migrations: null,
    branch: null,
    bytes: 47_081_062,
  }),
  savepoint('db_20261113_090300', '2026-11-13T09:03:00Z', {
    label: 'Before the thumbnail mess',
    verification: 'failed',
    verified: false,
    bytes: 47_081_062,
  }),
  savepoint('db_20261101_090300', '2026-11-01T09:03:00Z', {
    verification: 'missing',
    verified: false,
    bytes: 44_040_192,
  }),
]

const delta = (
  table: string,
  before: number | null,
  after: number | null,
  change: Partial<TableDelta> = {},
): TableDelta => ({
  table,
  before,
  after,
  added: 0,
  removed: 0,
  changed: 0,
  schemaChanged: false,
  matchedBy: 'primary-key',
  ...change,
})

/** From 10:15 to now. */
export const since: Comparison = {
  before: 'db_20261121_101500',
  after: 'now',
  countedAt: storyNow,
  same: false,
  tables: [
    delta('blog_post_tags', null, 61, { added: 61 }),
    delta('blog_comment', 1168, 1204, { added: 38, removed: 2 }),
    delta('blog_tag', null, 24, { added: 24 }),
    delta('django_admin_log', 3009, 3026, { added: 17 }),
    delta('blog_post', 306, 318, { added: 12, changed: 3 }),
    delta('django_session', 216, 211, { added: 4, removed: 9 }),
    delta('django_migrations', 62, 63, { added: 1 }),
    delta('auth_user', 2061, 2061, { changed: 1 }),
    ...Array.from({ length: 24 }, (_, index) => delta(`shop_table_${index}`, 100, 100)),
  ],
  migrations: {
    onlyBefore: [],
    onlyAfter: [{ app: 'blog', name: '0009_tags', appliedAt: '2026-11-21T10:16:00Z' }],
  },
}

/** The other way round, as a restore plan has it. */
export const goingBack: Comparison = {
  ...since,
  before: 'now',
  after: 'db_20261121_101500',
  tables: since.tables.map((one) => ({
    ...one,
    before: one.after,
    after: one.before,
    added: one.removed,
    removed: one.added,
  })),
  migrations: { onlyBefore: since.migrations.onlyAfter, onlyAfter: [] },
}

export function manifestOf(one: Savepoint): Manifest {
  return {
    savepoint: 1,
    id: one.id,
    takenAt: one.takenAt,
    kind: one.kind,
    label: one.label,
    pinned: one.pinned,
    reason: one.reason,
    database: { alias: 'default', engine: 'sqlite', name: 'db.sqlite3', journalMode: 'wal', pageSize: 4096 },
    files: [{ name: one.file, role: 'database', bytes: one.bytes, sha256: 'ab'.repeat(32) }],
    tables: tables.map(([table, rows]) => ({ table, rows })),
    migrations: [{ app: 'blog', name: '0008_post_cover', appliedAt: '2026-11-19T09:12:00Z' }],
    whole: true,
    checks: { at: one.takenAt, quickCheck: 'ok', foreignKeyViolations: 0, outcome: 'passed' },
    git: { branch: one.branch, commit: '41be9a0c2d', dirtyFiles: 0 },
    versions: { savepoint: '0.1.0', sqlite: '3.50.4', django: '5.2.8', python: '3.13.9' },
  }
}

export function planFor(one: Savepoint): RestorePlan {
  return {
    approval: 'seen-1',
    projectId: 'inkwell',
    database: 'default',
    savepoint: one,
    target: {
      path: 'C:\\Users\\Mara\\code\\inkwell\\db.sqlite3',
      name: 'db.sqlite3',
      exists: true,
      bytes: 51_485_081,
      whole: true,
    },
    changes: goingBack,
    safetyName: 'db_20261121_104512.sqlite3',
    bytesNeeded: 102_000_000,
    blockers: [],
  }
}

const ids = [
  'fingerprint',
  'staging',
  'integrity',
  'foreign-keys',
  'migrations',
  'django-check',
  'rows',
  'models',
  'cleanup',
] as const
const facts: Readonly<Record<string, Record<string, string | number>>> = {
  migrations: { applied: 56, pending: 5, missing: 0 },
  rows: { tables: 32, rows: 56_686 },
  models: { models: 30, read: 28, empty: 2 },
}

/** The check list after `done` checks have passed. */
export function checksAt(done: number): CheckLine[] {
  return ids.map((id, index) => ({
    id,
    at: index < done ? 'passed' : index === done ? 'running' : 'waiting',
    facts: index < done ? (facts[id] ?? {}) : {},
    tookMs: index < done ? 300 + index * 170 : null,
    problem: null,
  }))
}

export const checkCount = ids.length
