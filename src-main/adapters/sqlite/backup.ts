import { backup } from 'node:sqlite'
import type { RequestOf } from './messages.ts'
import { databaseUri } from './database-uri.ts'
import { openToRead } from './open-database.ts'
import { textAt } from './rows.ts'
import { whenUnlocked, type Work } from './work.ts'

/** All pages in one step: more steps would start again after every commit of somebody else. */
export const oneStep = 2_147_483_647

/** The slower way that disturbs no reader and no WAL writer: SQLite's backup inside one read transaction. `to` is an empty file. */
export async function backUp(
  request: RequestOf<'backup'>,
  work: Work,
): Promise<{ readonly journalMode: string }> {
  const deadline = performance.now() + request.lockMs
  work.at('opening')
  const source = openToRead(request.from, request.reading)
  try {
    const journalMode = await whenUnlocked(deadline, work, () => textAt(source, 'PRAGMA journal_mode'))
    source.exec('BEGIN')
    await whenUnlocked(deadline, work, () => source.exec('SELECT 1 FROM sqlite_master LIMIT 1'))
    work.at('copying')
    await backup(source, databaseUri(request.to, 'rw', process.platform), { rate: oneStep })
    source.exec('ROLLBACK')
    return { journalMode }
  } finally {
    source.close()
  }
}
