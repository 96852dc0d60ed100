import { Manifest } from '../../contract/savepoint.ts'
import { isPlainName } from './names.ts'

export type ReadManifest =
  | { readonly kind: 'whole'; readonly manifest: Manifest }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly why: string }

/** While files get new names: what they were called, in the order of `files`. A crash between leaves both findable. */
const renamingKey = 'renamingFrom'

/** Never throws: a manifest is input from a folder that anybody can write to. */
export function parseManifest(text: string): ReadManifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'damaged', why: error.message }
    throw error
  }
  return readManifest(value)
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
