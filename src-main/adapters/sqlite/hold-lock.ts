import { DatabaseSync } from 'node:sqlite'
import type { RequestOf } from './messages.ts'
import { isBusy, type Work } from './work.ts'

/** True after the lock was held until the core went on; false when somebody else holds it. The file is made when missing. */
export async function holdLock(request: RequestOf<'hold-lock'>, work: Work): Promise<boolean> {
  const database = new DatabaseSync(request.path, { timeout: 0 })
  try {
    // An exclusive lock on an empty file prepares its first page; the journal of that would outlive a crash as a file.
    database.exec('PRAGMA journal_mode=MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    await work.pause(null)
    database.exec('ROLLBACK')
    return true
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  } finally {
    database.close()
  }
}
