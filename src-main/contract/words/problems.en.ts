import type { Problem, ProblemCode, StillSafe } from '../problem.ts'
import { changedSince } from './changed-since.en.ts'
import { programProblemsEn } from './problems-program.en.ts'
import { inspectionProblemsEn } from './problems-inspection.en.ts'
import { count, type Say, type SayOf, size, word } from './say.ts'

const bytes = (facts: Problem['facts'], key: string) => size(count(facts, key), 'en')

/** A disk that filled up on the way gives no number of what is missing, and what is free now is not what was free then. */
function room(facts: Problem['facts']): string {
  const needed = count(facts, 'bytesNeeded')
  const free = count(facts, 'bytesFree')
  if (needed > free) return `: ${bytes(facts, 'bytesNeeded')} needed, ${bytes(facts, 'bytesFree')} free`
  return free > 0 ? `: it filled up while it was written; ${bytes(facts, 'bytesFree')} are free now` : ''
}

/** One sentence that says what happened, one that says what to do. A missing code is a compile error. */
export const problemsEn = {
  ...inspectionProblemsEn,
  'database-unknown': (f) => ({
    title: `The settings have no database called “${word(f, 'database', 'default')}”.`,
    next: `Choose one of: ${word(f, 'known', 'default')}.`,
  }),
  'engine-unsupported': (f) => ({
    title: `Savepoint can’t save ${word(f, 'engine', 'this kind of')} databases yet.`,
    next: 'SQLite works today. PostgreSQL and MySQL come next.',
  }),
  'database-in-memory': (f) => ({
    title: `The database “${word(f, 'database', 'default')}” lives in memory, so there is no file to save.`,
    next: 'Give it a file name in DATABASES, then try again.',
  }),
  'database-missing': (f) => ({
    title: `${word(f, 'path', 'The database file')} doesn’t exist yet.`,
    next: 'Run migrate to create it, or restore a savepoint into its place.',
  }),
  'database-empty': (f) => ({
    title: `${word(f, 'path', 'The database file')} has 0 bytes: there is nothing in it to save.`,
    next: 'Run migrate to fill it, or restore a savepoint.',
  }),
  'database-is-folder': (f) => ({
    title: `${word(f, 'path', 'The database path')} is a folder, not a file.`,
    next: 'Look at NAME in DATABASES: it should be the path of a file.',
  }),
  'database-not-sqlite': (f) => ({
    title: `${word(f, 'path', 'The file')} is not a SQLite database.`,
    next: 'Look at NAME in DATABASES. If this file was damaged, restore a savepoint: the file is kept as it is first.',
  }),
  'database-truncated': (f) => ({
    title: `${word(f, 'path', 'The database file')} is cut off: it should have ${bytes(f, 'expected')} and has ${bytes(f, 'bytes')}.`,
    next: 'Restore a savepoint; the damaged file is kept as it is first.',
  }),
  'database-damaged': (f) => ({
    title: `SQLite found damage in ${word(f, 'path', 'the database')}.`,
    next: 'Restore a verified savepoint; the damaged file is kept as it is first.',
  }),
  'database-encrypted': (f) => ({
    title: `${word(f, 'path', 'The database')} looks encrypted, so it can’t be read without its key.`,
    next: 'Savepoint can’t open encrypted SQLite files yet.',
  }),
  'database-locked': (f) => ({
    title: `${word(f, 'path', 'The database')} is locked by ${word(f, 'holder', 'another program')}.`,
    next: 'Wait until it is done or stop it, then try again.',
  }),
  'database-read-only': (f) => ({
    title: `${word(f, 'path', 'The database')} is read-only.`,
    next: 'Allow writing to the file and its folder, then try again.',
  }),
  'database-not-readable': (f) => ({
    title: `${word(f, 'path', 'The database')} can’t be read.`,
    next: 'Give your user permission to read it, then try again.',
  }),
  'savepoint-unknown': (f) => ({
    title: `There is no savepoint ${word(f, 'id', 'of that name')} in this project.`,
    next: 'Choose one from the list.',
  }),
  'savepoint-file-missing': (f) => ({
    title: `The file of ${word(f, 'id', 'this savepoint')} was moved or deleted.`,
    next: 'Put it back into the backups folder, or choose another savepoint.',
  }),
  'savepoint-changed': (f) => ({
    title: `The file of ${word(f, 'id', 'this savepoint')} was changed after it was saved.`,
    next: 'Don’t restore it. Choose another savepoint.',
  }),
  'savepoint-damaged': (f) => ({
    title:
      f['keptAsIs'] === true
        ? `The database in ${word(f, 'id', 'this savepoint')} was damaged already when it was kept.`
        : `The file of ${word(f, 'id', 'this savepoint')} is damaged.`,
    next: 'Choose another savepoint.',
  }),
  'savepoint-pinned': (f) => ({
    title: `${word(f, 'id', 'This savepoint')} is pinned, so it isn’t deleted without asking.`,
    next: 'Unpin it first, or delete it even though it is pinned.',
  }),
  'savepoint-in-use': (f) => ({
    title: `${word(f, 'id', 'This savepoint')} is being used by work under way.`,
    next: 'Wait until that has ended, then try again.',
  }),
  'manifest-damaged': (f) => ({
    title: `The notes beside ${word(f, 'id', 'this savepoint')} can’t be read.`,
    next: 'The database file is still there. Verify it to write new notes.',
  }),
  'manifest-newer': (f) => ({
    title: `${word(f, 'id', 'This savepoint')} was made by a newer Savepoint.`,
    next: 'Update Savepoint to use it.',
  }),
  'copy-differs': (f) => ({
    title: `The copy of ${word(f, 'path', 'the database')} did not come out equal, so it was not kept.`,
    next: 'Try again. If it happens twice, check the disk.',
  }),
  'name-invalid': (f) => ({
    title: `“${word(f, 'name', '')}” can’t be used as a name.`,
    next: 'Use letters, digits, spaces, hyphens and underscores, at most 80.',
  }),
  'folder-not-writable': (f) => ({
    title: `Savepoint can’t write into ${word(f, 'folder', 'the backups folder')}.`,
    next: 'Allow writing to that folder, then try again.',
  }),
  'disk-full': (f) => ({
    title: `Not enough space in ${word(f, 'folder', 'the backups folder')}${room(f)}.`,
    next: 'Free some space, then try again.',
  }),
  'changed-since-approved': changedSince,
  'rehearsal-failed': (f) => ({
    title: `The rehearsal of ${word(f, 'id', 'this savepoint')} did not pass.`,
    next: 'See the failed check. The staging copy was removed.',
  }),
  'safety-failed': (f) => ({
    title: `What is in ${word(f, 'name', 'the database')} now could not be saved first, so nothing was replaced.`,
    next: 'See why below, put it right, then try again.',
  }),
  'restore-failed': (f) => ({
    title: `The restore of ${word(f, 'id', 'this savepoint')} stopped.`,
    next: `What was there before is in ${word(f, 'safety', 'the safety savepoint')}.`,
  }),
  'restored-but-differs': (f) => ({
    title: `After the restore, ${word(f, 'name', 'the database')} is not equal to the savepoint.`,
    next: `Undo brings back ${word(f, 'safety', 'what was there before')}.`,
  }),
  'nothing-to-undo': () => ({
    title: 'There is no restore to undo.',
    next: 'Choose a savepoint from the list instead.',
  }),
  'bundle-damaged': (f) => ({
    title: `${word(f, 'bundle', 'This bundle')} is damaged.`,
    next: 'Copy or download it again. Nothing was taken from it.',
  }),
  'bundle-unsafe': (f) => ({
    title: `${word(f, 'bundle', 'This bundle')} contains something it should not: ${word(f, 'why', 'an unexpected entry')}.`,
    next: 'Don’t use it. Nothing was taken from it.',
  }),
  'bundle-newer': (f) => ({
    title: `${word(f, 'bundle', 'This bundle')} was made by a newer Savepoint.`,
    next: 'Update Savepoint to open it.',
  }),
  'file-exists': (f) => ({
    title: `${word(f, 'path', 'A file of that name')} is already there.`,
    next: 'Savepoint never overwrites files. Choose another place or name.',
  }),
  ...programProblemsEn,
} satisfies Record<ProblemCode, SayOf>

const safeEn = {
  'nothing-was-changed': 'Nothing was changed.',
  'database-as-before': 'The database is as it was before.',
  'database-is-new': 'The restored database is in place.',
  'way-back-kept': 'What was there before is kept in a savepoint.',
} satisfies Record<StillSafe, string>

/** The three sentences of a problem: what happened, what is still safe, what to do next. */
export function sayProblemEn(problem: Problem): Say & { readonly safe: string } {
  const said = (problemsEn as Record<ProblemCode, SayOf>)[problem.code](problem.facts)
  return { ...said, safe: safeEn[problem.safe] }
}
