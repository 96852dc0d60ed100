import { createHash } from 'node:crypto'
import type { FileFacts, Files } from '../ports.ts'

/** When a database file was last written: its own size and time, and those of its -wal. */
export type Stamp = {
  readonly database: { readonly bytes: number; readonly modifiedMs: number } | null
  /** An empty -wal is as good as none: SQLite makes one for whoever only looks. */
  readonly wal: { readonly bytes: number; readonly modifiedMs: number } | null
}

/** All that the person agreed to: this content, into this file, while it is as it was. */
export type Approved = {
  readonly savepointId: string
  /** SHA-256 of the savepoint's database file. */
  readonly sha256: string
  readonly target: string
  readonly stamp: Stamp
}

/** The same facts give the same text, on any machine and in any process. */
export function approvalOf(approved: Approved): string {
  const canonical = JSON.stringify([
    'savepoint-approval-1',
    approved.savepointId,
    approved.sha256,
    approved.target,
    ...whereCommitsGo(approved.stamp),
  ])
  return createHash('sha256').update(canonical).digest('hex')
}

export async function stampOf(files: Pick<Files, 'look'>, path: string): Promise<Stamp> {
  const database = await files.look(path)
  const wal = await files.look(`${path}-wal`)
  return { database: times(database), wal: wal === null || wal.bytes === 0 ? null : times(wal) }
}

/** Certain when true. When false it may have been only a checkpoint that moved the -wal into the file. */
export function sameStamp(a: Stamp, b: Stamp): boolean {
  return JSON.stringify(whereCommitsGo(a)) === JSON.stringify(whereCommitsGo(b))
}

/** With a -wal every commit goes there, and the database file changes only by checkpoints, which change no content. */
function whereCommitsGo({ database, wal }: Stamp): readonly unknown[] {
  if (database === null) return ['missing']
  return wal === null ? ['database', database.bytes, database.modifiedMs] : ['wal', wal.bytes, wal.modifiedMs]
}

function times(facts: FileFacts | null): Stamp['database'] {
  return facts === null ? null : { bytes: facts.bytes, modifiedMs: facts.modifiedMs }
}
