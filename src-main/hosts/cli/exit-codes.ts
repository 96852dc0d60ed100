import type { ProblemCode } from '../../contract/problem.ts'

/** Documented in README.md; scripts rely on them. A code without a number doesn't compile. */
export const exitCodes = {
  // 1: the program itself
  unexpected: 1,
  'demo-failed': 1,
  'not-available-here': 1,
  'settings-reset': 1,
  'operation-unknown': 1,
  // 2: how it was asked
  'input-invalid': 2,
  'name-invalid': 2,
  // 3: the project
  'folder-not-found': 3,
  'not-a-django-project': 3,
  'settings-not-named': 3,
  'project-unknown': 3,
  // 4: its Python environment
  'no-environment': 4,
  'environment-unknown': 4,
  'environment-broken': 4,
  'django-missing': 4,
  'django-unsupported': 4,
  // 5: its own code
  'settings-failed': 5,
  'project-code-failed': 5,
  'migrations-unreadable': 5,
  'inspection-timed-out': 5,
  'inspector-crashed': 5,
  // 6: the database
  'database-unknown': 6,
  'engine-unsupported': 6,
  'database-in-memory': 6,
  'database-missing': 6,
  'database-empty': 6,
  'database-is-folder': 6,
  'database-not-sqlite': 6,
  'database-truncated': 6,
  'database-damaged': 6,
  'database-encrypted': 6,
  'database-read-only': 6,
  'database-not-readable': 6,
  // 7: a savepoint or a bundle
  'savepoint-unknown': 7,
  'savepoint-file-missing': 7,
  'savepoint-changed': 7,
  'savepoint-damaged': 7,
  'savepoint-pinned': 7,
  'manifest-damaged': 7,
  'manifest-newer': 7,
  'copy-differs': 7,
  'bundle-damaged': 7,
  'bundle-unsafe': 7,
  'bundle-newer': 7,
  // 8: the disk
  'disk-full': 8,
  'folder-not-writable': 8,
  'file-exists': 8,
  // 9: a restore
  'changed-since-approved': 9,
  'rehearsal-failed': 9,
  'safety-failed': 9,
  'restore-failed': 9,
  'restored-but-differs': 9,
  'nothing-to-undo': 9,
  // 10: somebody else is at it; trying again later can help
  'project-busy': 10,
  'savepoint-in-use': 10,
  'database-locked': 10,
  // as shells say it of Ctrl+C
  cancelled: 130,
} satisfies Record<ProblemCode, number>
