import type { Ports } from '../ports.ts'
import { ownPlaces, prepareBackupsFolder } from './backups-folder.ts'
import { journalPaths } from './journal-paths.ts'

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
  /**
   * Paths that this operation may leave behind, inside the backups folder. Of a save: the copy, its '.partial' and, last in the
   * list, the manifest. When that manifest is there and whole, the savepoint exists and nothing of it is to be removed.
   */
  readonly leaves: readonly string[]
}

export type Journal = {
  /** Flushed when it comes back. Makes the folder when needed. Errors are Node's. */
  readonly note: (entry: Omit<JournalEntry, 'at'>) => Promise<void>
  /**
   * Oldest first. A line that can't be read – cut off by a crash while it was written, so its step never began – is passed over.
   * It stays in the file, and compacting keeps a file with such lines aside as journal-unreadable-<time>.jsonl.
   */
  readonly entries: () => Promise<readonly JournalEntry[]>
}

const compactAbove = 1024 * 1024
const operationsKept = 100

export function openJournal(
  ports: Pick<Ports, 'files' | 'clock' | 'platform'>,
  backupsFolder: string,
): Journal {
  const places = ownPlaces(ports.platform, backupsFolder)
  const paths = journalPaths(ports.platform, backupsFolder)

  async function text(): Promise<string> {
    return (await ports.files.look(places.journal)) === null ? '' : ports.files.readText(places.journal)
  }

  return {
    note: async (entry) => {
      await prepareBackupsFolder(ports, backupsFolder)
      const before = await text()
      if (before.length > compactAbove && entry.step === 'begun') await compact(before)
      // After a line that a crash cut off, the next one starts on a line of its own.
      const separator = before === '' || before.endsWith('\n') ? '' : '\n'
      const line = JSON.stringify({ ...paths.toNote(entry), at: ports.clock.now().toISOString() })
      await ports.files.append(places.journal, `${separator}${line}`)
    },
    entries: async () => readLines(await text()).entries.map(paths.fromNote),
  }

  async function compact(before: string): Promise<void> {
    const { entries, unreadable } = readLines(before)
    const kept = compacted(entries)
    if (kept === null) return
    if (unreadable) {
      const stamp = ports.clock.now().toISOString().replaceAll(/[:.]/g, '-')
      await ports.files.writeWhole(`${places.own}/journal-unreadable-${stamp}.jsonl`, before)
    }
    await ports.files.writeWhole(places.journal, kept.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  }
}

function readLines(text: string): { readonly entries: JournalEntry[]; readonly unreadable: boolean } {
  const entries: JournalEntry[] = []
  let unreadable = false
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const entry = readLine(line)
    if (entry === null) unreadable = true
    else entries.push(entry)
  }
  return { entries, unreadable }
}

function readLine(line: string): JournalEntry | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  return isEntry(value) ? value : null
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== 'object' || value === null) return false
  const entry: Partial<Record<keyof JournalEntry, unknown>> = value
  return (
    typeof entry.operation === 'string' &&
    typeof entry.at === 'string' &&
    typeof entry.kind === 'string' &&
    typeof entry.step === 'string' &&
    Array.isArray(entry.leaves)
  )
}

/**
 * The entries of the newest operations, whole operations only; null while any is open, because recovery needs all of that one.
 * The last restore and undo that changed the database always stay: Undo is found through them.
 */
function compacted(entries: readonly JournalEntry[]): readonly JournalEntry[] | null {
  const lastStep = new Map<string, JournalEntry['step']>()
  for (const entry of entries) {
    lastStep.delete(entry.operation)
    lastStep.set(entry.operation, entry.step)
  }
  if ([...lastStep.values()].some((step) => !isEnd(step))) return null
  const kept = new Set([...lastStep.keys()].slice(-operationsKept))
  const lastReplaced = entries.findLast(
    (entry) => (entry.kind === 'restore' || entry.kind === 'undo') && entry.step === 'done',
  )
  if (lastReplaced !== undefined) kept.add(lastReplaced.operation)
  return entries.filter((entry) => kept.has(entry.operation))
}

function isEnd(step: JournalEntry['step']): boolean {
  return step === 'done' || step === 'failed' || step === 'recovered'
}
