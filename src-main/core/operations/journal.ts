import type { Ports } from '../ports.ts'

/**
 * The journal of one project: JSON lines in `<backups>/.savepoint/journal.jsonl`, each flushed before the step it announces.
 * It is for recovery and for Undo; the list of savepoints never needs it.
 */
export type JournalEntry = {
  readonly operation: string
  readonly at: string
  readonly kind: 'save' | 'restore' | 'undo' | 'rehearse'
  readonly step:
    'begun' | 'safety-saved' | 'replacing' | 'replaced' | 'checked' | 'done' | 'failed' | 'recovered'
  readonly database: string | null
  readonly target: string | null
  readonly savepoint: string | null
  readonly safety: string | null
  /** Paths that this operation may leave behind, inside the backups folder. */
  readonly leaves: readonly string[]
}

export type Journal = {
  readonly note: (entry: Omit<JournalEntry, 'at'>) => Promise<void>
  /** Oldest first. A damaged last line (crash while writing) is passed over; nothing else is. */
  readonly entries: () => Promise<readonly JournalEntry[]>
}

export declare function openJournal(
  ports: Pick<Ports, 'files' | 'clock' | 'platform'>,
  backupsFolder: string,
): Journal
