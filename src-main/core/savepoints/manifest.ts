import { Manifest } from '../../contract/savepoint.ts'
import { isPlainName } from './names.ts'

export type ReadManifest =
  | { readonly kind: 'whole'; readonly manifest: Manifest }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly why: string }

/** What the list needs of a manifest: `tables` and `migrations` are counted and then left empty, so that thousands fit in memory. */
export type Summary =
  | {
      readonly kind: 'whole'
      readonly manifest: Manifest
      readonly rows: number
      readonly migrations: number
    }
  | { readonly kind: 'newer' | 'damaged' }

/** While files get new names: what they were called, in the order of `files`. A crash between leaves both findable. */
const renamingKey = 'renamingFrom'

/** Never throws: a manifest is input from a folder that anybody can write to. */
export function parseManifest(text: string): ReadManifest {
  const parsed = parse(text)
  return 'why' in parsed ? { kind: 'damaged', why: parsed.why } : readManifest(parsed.value)
}

/**
 * For the list: like parseManifest, but `tables` and `migrations` come back empty and counted, and their rows are only looked at
 * so far. Checking every one of them takes most of the time when there are ten thousand savepoints.
 */
export function parseSummary(text: string): Summary {
  const parsed = parse(text)
  if ('why' in parsed) return { kind: 'damaged' }
  const { value } = parsed
  if (typeof value !== 'object' || value === null) return { kind: 'damaged' }
  const tables = 'tables' in value ? value.tables : null
  const migrations = 'migrations' in value ? value.migrations : null
  const read = readManifest({ ...value, tables: [], migrations: [] })
  if (read.kind !== 'whole') return { kind: read.kind }
  const rows = Array.isArray(tables) ? sumOfRows(tables) : null
  if (rows === null || !Array.isArray(migrations)) return { kind: 'damaged' }
  return { kind: 'whole', manifest: read.manifest, rows, migrations: migrations.length }
}

function sumOfRows(tables: readonly unknown[]): number | null {
  let sum = 0
  for (const table of tables) {
    const rows = typeof table === 'object' && table !== null && 'rows' in table ? table.rows : null
    if (typeof rows !== 'number') return null
    sum += rows
  }
  return sum
}

function parse(text: string): { readonly value: unknown } | { readonly why: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return { why: error.message }
    throw error
  }
}

export function readManifest(value: unknown): ReadManifest {
  const version = typeof value === 'object' && value !== null && 'savepoint' in value ? value.savepoint : null
  if (typeof version === 'number' && version > 1) return { kind: 'newer', version }
  const read = Manifest.safeParse(value)
  if (!read.success) {
    const why = read.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    return { kind: 'damaged', why: why.join('; ') }
  }
  const wrong = wrongFiles(read.data)
  return wrong === null ? { kind: 'whole', manifest: read.data } : { kind: 'damaged', why: wrong }
}

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`
}

export function databaseFile(manifest: Pick<Manifest, 'files'>): Manifest['files'][number] {
  const file = manifest.files.find((candidate) => candidate.role === 'database') ?? manifest.files[0]
  if (file === undefined) throw new Error('a manifest without files')
  return file
}

export function renamingFrom(manifest: Partial<Record<string, unknown>>): readonly string[] {
  const names = manifest[renamingKey]
  if (!Array.isArray(names)) return []
  return names.filter((name): name is string => typeof name === 'string' && isPlainName(name))
}

export function withRenamingFrom(manifest: Manifest, names: readonly string[]): Manifest {
  return { ...manifest, [renamingKey]: [...names] }
}

export function withoutRenaming(manifest: Manifest): Manifest {
  const { [renamingKey]: _, ...rest } = manifest
  return rest
}

function wrongFiles(manifest: Manifest): string | null {
  const bad = manifest.files.find((file) => !isPlainName(file.name))
  if (bad !== undefined) return `files: ${JSON.stringify(bad.name)} is not a plain file name`
  const names = new Set(manifest.files.map((file) => file.name.toLowerCase()))
  if (names.size < manifest.files.length) return 'files: the same name twice'
  const databases = manifest.files.filter((file) => file.role === 'database').length
  return databases === 1 ? null : `files: ${databases} databases`
}
