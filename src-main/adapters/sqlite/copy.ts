import { createHash } from 'node:crypto'
import { closeSync, constants, fsync, openSync, readSync } from 'node:fs'
import { chmod, copyFile as copy, open, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { RequestOf } from './messages.ts'
import type { Work } from './work.ts'

const chunkBytes = 65_536
const progressBytes = 64 * 1024 * 1024

/** Byte for byte (block cloning where the disk can), to a name that must not exist. In a process that holds no lock on it. */
export async function copyFile(request: RequestOf<'copy'>, work: Work): Promise<{ readonly bytes: number }> {
  work.at('copying')
  await copy(request.from, request.to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
  // A read-only source makes a read-only copy, which couldn't be finished or removed again.
  const { mode, size } = await stat(request.to)
  await chmod(request.to, mode | 0o600)
  if (request.selfContained) await makeSelfContained(request.to)
  return { bytes: size }
}

type Flushed = { readonly bytes: number; readonly sha256: string }

/** Of a copied database: made self-contained, then flushed and hashed. */
export async function finish(request: RequestOf<'finish'>, work: Work): Promise<Flushed> {
  await makeSelfContained(request.path)
  return request.hash ? flushAndHash(request.path, work) : flush(request.path, work)
}

async function flush(path: string, work: Work): Promise<Flushed> {
  work.at('flushing')
  const file = await open(path, 'r+')
  try {
    await file.sync()
    return { bytes: (await file.stat()).size, sha256: '' }
  } finally {
    await file.close()
  }
}

/** Side by side: the flush in a thread, the hash here. */
export async function flushAndHash(path: string, work: Work): Promise<Flushed> {
  work.at('flushing')
  const file = openSync(path, 'r+')
  try {
    const flushed = promisify(fsync)(file)
    const { size } = await stat(path)
    const hash = createHash('sha256')
    readWhole(file, (chunk, done) => {
      hash.update(chunk)
      if (done % progressBytes === 0) work.progress('hashing', { done, total: size, unit: 'bytes' })
    })
    await flushed
    return { bytes: size, sha256: hash.digest('hex') }
  } finally {
    closeSync(file)
  }
}

/** Rollback mode in the header (bytes 18 and 19, https://sqlite.org/fileformat2.html): the copy has no -wal that it could need. */
async function makeSelfContained(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const versions = Buffer.alloc(2)
    const { bytesRead } = await file.read(versions, 0, 2, 18)
    if (bytesRead === 2 && versions[0] === 2) await file.write(Buffer.from([1, 1]), 0, 2, 18)
  } finally {
    await file.close()
  }
}

/**
 * Are two databases alike page for page? Left out is what a restore changes by itself in the header: journal versions (18–19),
 * change counter (24–27), schema cookie (40–43), version-valid-for and SQLite version (92–99).
 */
export function sameBytes(request: RequestOf<'same-bytes'>): boolean {
  const a = openSync(request.a, 'r')
  const b = openSync(request.b, 'r')
  try {
    const mine = Buffer.alloc(chunkBytes)
    const theirs = Buffer.alloc(chunkBytes)
    for (let at = 0; ;) {
      const got = fill(a, mine, at)
      if (got !== fill(b, theirs, at)) return false
      if (at === 0) for (const header of [mine, theirs]) blankCounters(header)
      if (!mine.subarray(0, got).equals(theirs.subarray(0, got))) return false
      if (got < chunkBytes) return true
      at += got
    }
  } finally {
    closeSync(a)
    closeSync(b)
  }
}

function blankCounters(header: Buffer): void {
  header.fill(0, 18, 20).fill(0, 24, 28).fill(0, 40, 44).fill(0, 92, 100)
}

function readWhole(file: number, use: (chunk: Buffer, done: number) => void): void {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for (let at = 0; ;) {
    const got = readSync(file, buffer, 0, chunkBytes, at)
    if (got === 0) return
    at += got
    use(buffer.subarray(0, got), at)
  }
}

function fill(file: number, buffer: Buffer, at: number): number {
  let got = 0
  while (got < buffer.length) {
    const more = readSync(file, buffer, got, buffer.length - got, at + got)
    if (more === 0) break
    got += more
  }
  return got
}
