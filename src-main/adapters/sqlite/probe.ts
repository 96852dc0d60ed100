import { constants } from 'node:fs'
import { access, open, stat } from 'node:fs/promises'
import { errorCode } from '../../core/error-code.ts'

/** What a path looks like before SQLite is asked; never under a lock of this process. */
export type Probe =
  | { readonly kind: 'missing'; readonly walBytes: number; readonly journalBytes: number }
  | { readonly kind: 'folder' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | ({ readonly kind: 'empty' } & Beside)
  | ({ readonly kind: 'not-sqlite'; readonly looksEncrypted: boolean } & Beside)
  | ({ readonly kind: 'sqlite'; readonly header: Header } & Beside)

type Beside = { readonly bytes: number; readonly walBytes: number; readonly journalBytes: number }

export type Header = {
  readonly pageSize: number
  /** Null when the header's own count isn't valid (written by an old SQLite). */
  readonly pages: number | null
  readonly wal: boolean
}

const sampleBytes = 65_536

export async function probe(path: string): Promise<Probe> {
  try {
    const facts = await stat(path).catch(missing)
    const walBytes = await sizeOf(`${path}-wal`)
    const journalBytes = await sizeOf(`${path}-journal`)
    if (facts === null) return { kind: 'missing', walBytes, journalBytes }
    if (facts.isDirectory()) return { kind: 'folder' }
    const start = await startOf(path)
    const beside = { bytes: facts.size, walBytes, journalBytes }
    if (start.length === 0) return { kind: 'empty', ...beside }
    const header = headerOf(start)
    if (header !== null) return { kind: 'sqlite', header, ...beside }
    return { kind: 'not-sqlite', looksEncrypted: looksEncrypted(start, facts.size), ...beside }
  } catch (error) {
    const why = errorCode(error)
    if (why === 'EACCES' || why === 'EPERM') return { kind: 'unreadable', why: String(error) }
    throw error
  }
}

/** Bytes that the header promises beyond those there; null when nothing is missing or a -wal or -journal may hold the rest. */
export function cutOff(found: Probe): { readonly expected: number; readonly bytes: number } | null {
  if (found.kind !== 'sqlite' || found.walBytes > 0 || found.journalBytes > 0 || found.header.pages === null)
    return null
  const expected = found.header.pages * found.header.pageSize
  return expected > found.bytes ? { expected, bytes: found.bytes } : null
}

export async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    (error: unknown) => {
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false
      throw error
    },
  )
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** https://sqlite.org/fileformat2.html, section 1.3. */
function headerOf(start: Buffer): Header | null {
  if (start.length < 100 || start.toString('latin1', 0, 16) !== 'SQLite format 3\0') return null
  const raw = start.readUInt16BE(16)
  const valid = start.readUInt32BE(24) === start.readUInt32BE(92)
  return {
    pageSize: raw === 1 ? 65_536 : raw,
    pages: valid ? start.readUInt32BE(28) : null,
    wal: start[18] === 2,
  }
}

/** Whole pages of noise from the first byte on, and not one of the packed formats that look like noise too. */
function looksEncrypted(start: Buffer, bytes: number): boolean {
  if (bytes % 512 !== 0 || start.length < 1024) return false
  const magic = start.toString('latin1', 0, 6)
  const packed = [
    'PK\x03\x04',
    '\x1f\x8b',
    '7z\xbc\xaf',
    '\x28\xb5\x2f\xfd',
    '\xfd7zXZ',
    'BZh',
    '\x89PNG',
    '\xff\xd8\xff',
  ]
  if (packed.some((known) => magic.startsWith(known))) return false
  const sample = start.subarray(0, 4096)
  const counts = Array.from({ length: 256 }, () => 0)
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1
  const bits = counts
    .filter((count) => count > 0)
    .reduce((sum, count) => sum - (count / sample.length) * Math.log2(count / sample.length), 0)
  return bits > 7.5
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(missing))?.size ?? 0
}

function missing(error: unknown): null {
  if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null
  throw error
}
