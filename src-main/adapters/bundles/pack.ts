import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, open, rm, stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { errorCode } from '../../core/error-code.ts'
import type { Bundles, SqliteTask } from '../../core/ports.ts'
import { problem, ProblemError } from '../../core/problem.ts'
import { renameInto } from '../files-write.ts'
import { manifestName, withEntries } from './entries.ts'
import { entryBytes } from './entry-bytes.ts'

type Request = Parameters<Bundles['pack']>[0]

/**
 * Written beside as '.partial', flushed, read back entry by entry against what went in, then given its name – never over a file
 * that is there. Problems: file-exists, copy-differs, cancelled; errors of the disk are Node's.
 */
export async function pack(request: Request, task: SqliteTask): Promise<{ readonly bytes: number }> {
  const partial = `${request.to}.partial`
  await refuseExisting(request.to)
  try {
    const hashes = await writeZip(request, partial, task)
    await readBack(request, partial, hashes)
    task.signal.throwIfAborted()
    const { size } = await stat(partial)
    await giveName(partial, request.to)
    return { bytes: size }
  } catch (error) {
    await rm(partial, { force: true })
    if (error instanceof ProblemError) throw error
    if (task.signal.aborted) throw problem('cancelled', { cause: error })
    throw error
  }
}

/** Answers the SHA-256 of what was read from each file while it was packed, in order. */
async function writeZip(request: Request, partial: string, task: SqliteTask): Promise<readonly string[]> {
  const zip = new ZipFile()
  const total = request.entries.reduce((sum, entry) => sum + entry.bytes, 0)
  let done = 0
  const hashes = request.entries.map(() => createHash('sha256'))
  zip.addBuffer(Buffer.from(request.manifest, 'utf8'), manifestName, { compress: true })
  for (const [at, entry] of request.entries.entries()) {
    zip.addReadStreamLazy(entry.name, { size: entry.bytes, compress: true, compressionLevel: 3 }, (give) => {
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          hashes[at]?.update(chunk)
          done += chunk.length
          task.report({ step: 'packing', amount: { done, total, unit: 'bytes' }, subject: entry.name })
          next(null, chunk)
        },
      })
      const source = createReadStream(entry.path, { highWaterMark: 1024 * 1024 })
      pipeline(source, counted).catch((error: unknown) => zip.emit('error', error))
      give(null, counted)
    })
  }
  zip.end()
  const failed = new Promise<never>((_, reject) => zip.once('error', reject))
  // 'w', not 'wx': a partial that a crash left is ours to write over.
  const written = pipeline(zip.outputStream, createWriteStream(partial, { flush: true }), {
    signal: task.signal,
  })
  await Promise.race([written, failed])
  return hashes.map((hash) => hash.digest('hex'))
}

async function readBack(request: Request, partial: string, hashes: readonly string[]): Promise<void> {
  await withEntries(partial, async (zip, entries) => {
    const differs = (name: string) =>
      problem('copy-differs', { facts: { path: name }, fixes: [{ kind: 'retry' }] })
    for (const [at, said] of request.entries.entries()) {
      const entry = entries.find((candidate) => candidate.fileName === said.name)
      if (entry === undefined) throw differs(said.path)
      const hash = createHash('sha256')
      for await (const chunk of entryBytes(zip, entry, { bundle: partial, most: said.bytes }))
        hash.update(chunk)
      if (entry.uncompressedSize !== said.bytes || hash.digest('hex') !== hashes[at]) throw differs(said.path)
    }
  })
}

/** A link fails where the name is taken, a rename would replace; where links don't exist (exFAT, some shares), looking has to do. */
async function giveName(partial: string, to: string): Promise<void> {
  try {
    await link(partial, to)
    await rm(partial)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw problem('file-exists', { facts: { path: to }, cause: error })
    await refuseExisting(to)
    await renameInto(partial, to)
    return
  }
  const file = await open(to, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function refuseExisting(to: string): Promise<void> {
  const there = await stat(to).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (there !== null) throw problem('file-exists', { facts: { path: to } })
}
