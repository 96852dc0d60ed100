import type { CheckId, CheckLine } from '../../../src-main/contract/restore.ts'

type Facts = CheckLine['facts']
type Line = { readonly title: string; readonly running: string; readonly detail: (facts: Facts) => string }

const numbers = new Intl.NumberFormat('en')

const text = (facts: Facts, key: string): string | null => {
  const value = facts[key]
  if (value === undefined || value === '') return null
  return typeof value === 'number' ? numbers.format(value) : value
}
const list = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ')
const counted = (facts: Facts, key: string, words: string) => {
  const value = text(facts, key)
  return value === null ? null : `${value} ${words}`
}

/** One sentence per check of a rehearsal and of what comes after a restore. A missing check is a compile error. */
export const checks = {
  fingerprint: {
    title: 'The savepoint file is intact',
    running: 'Comparing the fingerprint',
    detail: () => 'Its fingerprint matches the one taken when it was made',
  },
  staging: {
    title: 'Copied to a staging file',
    running: 'Copying to a staging file',
    detail: (f) => text(f, 'file') ?? text(f, 'path') ?? 'Beside the savepoints, removed at the end',
  },
  integrity: {
    title: 'It is a healthy SQLite database',
    running: 'Checking integrity',
    detail: (f) => list('Integrity check', counted(f, 'problems', 'problems')),
  },
  'foreign-keys': {
    title: 'Foreign keys hold',
    running: 'Checking foreign keys',
    detail: (f) => list('Every reference points at a row', counted(f, 'violations', 'violations')),
  },
  migrations: {
    title: 'Its migrations match your code',
    running: 'Reading its migrations with your code',
    detail: (f) =>
      list(
        counted(f, 'applied', 'applied'),
        counted(f, 'pending', 'pending'),
        counted(f, 'missing', 'missing'),
      ) || 'Applied, pending and missing are counted',
  },
  'django-check': {
    title: 'Django starts with it',
    running: 'Starting Django with it',
    detail: (f) => list('Django’s own checks', counted(f, 'issues', 'issues')),
  },
  rows: {
    title: 'Rows in every table',
    running: 'Counting rows in every table',
    detail: (f) =>
      list(counted(f, 'tables', 'tables'), counted(f, 'rows', 'rows')) || 'Same counts as the savepoint',
  },
  models: {
    title: 'One row of every model',
    running: 'Reading one row of every model',
    detail: (f) =>
      list(
        counted(f, 'models', 'models'),
        counted(f, 'read', 'read'),
        counted(f, 'empty', 'empty'),
        counted(f, 'failed', 'failed'),
      ) || 'Finds models that no longer fit their tables',
  },
  safety: {
    title: 'The old database was saved first',
    running: 'Saving what is there now',
    detail: (f) => text(f, 'file') ?? text(f, 'id') ?? 'As a savepoint, verified',
  },
  replaced: {
    title: 'The savepoint took its place',
    running: 'Replacing the database',
    detail: () => 'In one step, with no half-written state',
  },
  content: {
    title: 'The content is the savepoint’s',
    running: 'Comparing the content',
    detail: (f) =>
      list(counted(f, 'tables', 'tables'), counted(f, 'rows', 'rows')) ||
      'Same tables and rows as the savepoint',
  },
  cleanup: {
    title: 'Remove the staging copy',
    running: 'Removing the staging copy',
    detail: () => 'Nothing is left behind',
  },
} as const satisfies Record<CheckId, Line>

export const checkStates = {
  waiting: 'waiting',
  running: 'running',
  passed: 'passed',
  warned: 'warning',
  failed: 'failed',
  skipped: 'skipped',
} as const satisfies Record<CheckLine['at'], string>
