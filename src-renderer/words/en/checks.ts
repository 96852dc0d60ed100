import type { CheckId, CheckLine } from '../../../src-main/contract/restore.ts'

type Facts = CheckLine['facts']
type Line = {
  /** Said when it passed. */
  readonly title: string
  readonly running: string
  /** Promises nothing: said while it waits, and when it ended in anything else. */
  readonly subject: string
  /** What it is for, while nothing is known yet. */
  readonly about: string
  /** What it found, in its numbers and names. */
  readonly found: (facts: Facts) => string
}

const numbers = new Intl.NumberFormat('en')

const text = (facts: Facts, key: string): string | null => {
  const value = facts[key]
  if (value === undefined || value === '') return null
  return typeof value === 'number' ? numbers.format(value) : value
}
const list = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ')
const number = (facts: Facts, key: string) => (typeof facts[key] === 'number' ? facts[key] : 0)
const counted = (facts: Facts, key: string, one: string, many = `${one}s`) => {
  const value = text(facts, key)
  return value === null ? null : `${value} ${number(facts, key) === 1 ? one : many}`
}
/** Only when there are any. */
const some = (facts: Facts, key: string, words: string) =>
  number(facts, key) > 0 ? `${text(facts, key)} ${words}` : null
const named = (facts: Facts, key: string) => (text(facts, key) === null ? '' : `: ${text(facts, key)}`)

/** What isn't the savepoint's doing is said first: nobody could be asked, or somebody wrote meanwhile. */
const apart = (facts: Facts): string | null => {
  if (facts['codeAnswered'] === 'no') return 'Your project’s code could not be asked'
  if (facts['was'] === 'damaged') return 'Kept as it was, byte by byte: there is no whole database to check'
  if (facts['was'] === 'missing') return 'There was nothing there before'
  return null
}
const written = (facts: Facts) =>
  facts['writtenSince'] === 'yes' ? 'Another program has written to it since the replacement' : null

/** One sentence per check of a rehearsal and of what comes after a restore. A missing check is a compile error. */
export const checks = {
  fingerprint: {
    title: 'The savepoint file is intact',
    running: 'Comparing the fingerprint',
    subject: 'Fingerprint of the savepoint file',
    about: 'Compared with the one taken when it was made',
    found: (f) =>
      f['comparedWith'] === 'nothing'
        ? 'Made by hand, so no fingerprint was taken to compare with'
        : 'Matches the fingerprint taken when it was made',
  },
  staging: {
    title: 'Copied to a staging file',
    running: 'Copying to a staging file',
    subject: 'Copy to a staging file',
    about: 'Beside the savepoints, removed at the end',
    found: (f) => text(f, 'file') ?? 'Beside the savepoints, removed at the end',
  },
  integrity: {
    title: 'It is a healthy SQLite database',
    running: 'Checking integrity',
    subject: 'Integrity of the database',
    about: 'SQLite reads every page of it',
    found: (f) => apart(f) ?? written(f) ?? list(counted(f, 'pages', 'page'), text(f, 'says') ?? 'no damage'),
  },
  'foreign-keys': {
    title: 'Foreign keys hold',
    running: 'Checking foreign keys',
    subject: 'Foreign keys',
    about: 'Every reference has to point at a row',
    found: (f) => {
      const aside = apart(f) ?? written(f)
      if (aside !== null) return aside
      const count = number(f, 'violations')
      if (count === 0) return 'Every reference points at a row'
      const said = `${numbers.format(count)} ${count === 1 ? 'reference points' : 'references point'} at no row`
      return f['noted'] === undefined ? said : `${said}, ${text(f, 'noted')} when it was saved`
    },
  },
  migrations: {
    title: 'Its migrations match your code',
    running: 'Reading its migrations with your code',
    subject: 'Its migrations and your code',
    about: 'Applied, pending and missing are counted',
    found: (f) =>
      apart(f) ??
      list(
        counted(f, 'applied', 'applied', 'applied'),
        counted(f, 'pending', 'pending', 'pending'),
        number(f, 'missing') === 0
          ? 'no file missing'
          : `${counted(f, 'missing', 'file')} missing${named(f, 'missingNames')}`,
        text(f, 'conflicts') === null ? null : `two latest migrations in ${text(f, 'conflicts')}`,
      ),
  },
  'django-check': {
    title: 'Django starts with it',
    running: 'Starting Django with it',
    subject: 'Django with this database',
    about: 'Django’s own checks are run',
    found: (f) =>
      apart(f) ??
      (number(f, 'issues') === 0
        ? 'Django’s own checks found no issues'
        : `Django’s own checks: ${list(counted(f, 'issues', 'issue'), some(f, 'errors', 'of them errors'))}${named(f, 'first')}`),
  },
  rows: {
    title: 'Rows in every table',
    running: 'Counting rows in every table',
    subject: 'Rows in every table',
    about: 'Counted, and compared with the savepoint',
    found: (f) => {
      const aside = apart(f) ?? written(f)
      if (aside !== null) return aside
      const differing = counted(f, 'differing', 'table differs', 'tables differ')
      return (
        list(
          counted(f, 'tables', 'table'),
          counted(f, 'rows', 'row'),
          differing === null ? null : `${differing}${named(f, 'names')}`,
          f['comparedWith'] === 'savepoint' ? 'as when it was saved' : null,
          f['comparedWith'] === 'nothing' ? 'made by hand, so nothing to compare with' : null,
        ) || 'Counted in every table'
      )
    },
  },
  models: {
    title: 'One row of every model can be read',
    running: 'Reading one row of every model',
    subject: 'One row of every model',
    about: 'Finds models that no longer fit their tables',
    found: (f) =>
      apart(f) ??
      (list(
        counted(f, 'models', 'model'),
        some(f, 'empty', 'with no rows'),
        number(f, 'failed') === 0 ? null : `${text(f, 'failed')} can’t be read${named(f, 'names')}`,
        text(f, 'waitingFor') === null ? null : `waiting for ${text(f, 'waitingFor')}`,
      ) ||
        'Read with today’s code'),
  },
  safety: {
    title: 'The old database was saved first',
    running: 'Saving what is there now',
    subject: 'Savepoint of what was there',
    about: 'Made and checked before anything is replaced',
    found: (f) => apart(f) ?? text(f, 'file') ?? text(f, 'safety') ?? 'Kept as a savepoint',
  },
  replaced: {
    title: 'The savepoint took its place',
    running: 'Replacing the database',
    subject: 'The replacement',
    about: 'In one step, with no half-written state',
    found: () => 'In one step, with no half-written state',
  },
  content: {
    title: 'The content is the savepoint’s',
    running: 'Comparing the content',
    subject: 'The content, row by row',
    about: 'Every table and row is compared with the savepoint',
    found: (f) =>
      written(f) ??
      (f['compared'] === 'bytes'
        ? 'Compared byte by byte'
        : 'Every table and row compared with the savepoint'),
  },
  cleanup: {
    title: 'The staging copy is removed',
    running: 'Removing the staging copy',
    subject: 'Remove the staging copy',
    about: 'Nothing is left behind',
    found: () => 'Nothing is left behind',
  },
} as const satisfies Record<CheckId, Line>

export const checkStates = {
  waiting: 'waiting',
  running: 'running',
  passed: 'passed',
  warned: 'warning',
  failed: 'failed',
  skipped: 'not run',
} as const satisfies Record<CheckLine['at'], string>

/** Why a check was not run: its own reason, else that an earlier one ended the work. */
export const notRun = (facts: Facts) => apart(facts) ?? 'Not run: an earlier check stopped the rest'
