import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import { databaseFile, renamingFrom, type Summary } from './manifest.ts'
import { readStem, withoutEnding } from './names.ts'

/** One savepoint of the folder as it is right now. Names are plain names in that folder. */
export type Entry = {
  readonly savepoint: Savepoint
  /** Null for a file made by hand. */
  readonly manifestName: string | null
  readonly manifestIs: Summary['kind'] | null
  /** Where its files are now, in the order of the manifest (in the middle of a rename: old or new). */
  readonly files: readonly string[]
  /** Manifests of the same id that a crash in the middle of a rename left; they go with the next change. */
  readonly leftovers: readonly string[]
}

export type OnDisk = { readonly bytes: number; readonly modifiedMs: number }

/** `present`: names of the files in the folder. */
export function effectiveFiles(
  manifest: Pick<Manifest, 'files'>,
  present: ReadonlySet<string>,
): readonly string[] {
  const before = renamingFrom(manifest)
  return manifest.files.map((file, at) => {
    const old = before[at]
    return !present.has(file.name) && old !== undefined && present.has(old) ? old : file.name
  })
}

export function entryOfManifest(
  manifestName: string,
  summary: Extract<Summary, { kind: 'whole' }>,
  disk: { readonly files: readonly string[]; readonly facts: readonly (OnDisk | null)[] },
): Entry {
  const { manifest } = summary
  const at = manifest.files.indexOf(databaseFile(manifest))
  const savepoint: Savepoint = {
    id: manifest.id,
    takenAt: manifest.takenAt,
    kind: manifest.kind,
    label: manifest.label,
    pinned: manifest.pinned,
    reason: manifest.reason,
    database: manifest.database.alias,
    file: disk.files[at] ?? '',
    bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
    rows: manifest.whole ? summary.rows : null,
    verification: verificationOf(manifest, disk.facts),
    verified: verificationOf(manifest, disk.facts) === 'verified',
    migrations: manifest.whole ? summary.migrations : null,
    branch: manifest.git?.branch ?? null,
  }
  return { savepoint, manifestName, manifestIs: 'whole', files: disk.files, leftovers: [] }
}

/** A file without notes that can be read: made by hand, or its manifest is damaged or of a newer version. */
export function entryOfFile(
  file: string,
  facts: OnDisk | null,
  notes: { readonly id: string; readonly manifestName: string | null; readonly is: Summary['kind'] | null },
): Entry {
  const stem = readStem(withoutEnding(file))
  const takenAt = stem?.takenAt ?? new Date(facts?.modifiedMs ?? 0)
  const savepoint: Savepoint = {
    id: notes.id,
    takenAt: takenAt.toISOString(),
    kind: 'you',
    label: null,
    pinned: false,
    reason: null,
    database: stem?.alias ?? 'default',
    file,
    bytes: facts?.bytes ?? 0,
    rows: null,
    verification: facts === null ? 'missing' : 'unverified',
    verified: false,
    migrations: null,
    branch: null,
  }
  return { savepoint, manifestName: notes.manifestName, manifestIs: notes.is, files: [file], leftovers: [] }
}

export type Dated = { readonly entry: Entry; readonly at: number }

/** A time that is none is the oldest. */
export function datedEntry(entry: Entry): Dated {
  return { entry, at: Date.parse(entry.savepoint.takenAt) || 0 }
}

/** Of one second: -10 before -2. */
export function newestFirst(a: Dated, b: Dated): number {
  return b.at - a.at || byNumber.compare(b.entry.savepoint.id, a.entry.savepoint.id)
}

const byNumber = new Intl.Collator('en', { numeric: true })

function verificationOf(manifest: Manifest, facts: readonly (OnDisk | null)[]): Savepoint['verification'] {
  if (facts.some((one) => one === null)) return 'missing'
  if (manifest.checks?.outcome === 'failed') return 'failed'
  if (manifest.files.some((file, at) => facts[at]?.bytes !== file.bytes)) return 'failed'
  if (!manifest.whole) return 'kept-as-is'
  return manifest.checks === null ? 'unverified' : 'verified'
}
