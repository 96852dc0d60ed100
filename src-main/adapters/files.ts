import { createHash } from 'node:crypto'
import { access, mkdir, open, opendir, realpath, rm, stat, statfs } from 'node:fs/promises'
import { constants, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../core/error-code.ts'
import type { FileFacts, Files } from '../core/ports.ts'
import { isMissing, renameInto, writeWhole } from './files-write.ts'

/** The disk, for real. Errors are Node's own, with `code`. */
export function createFiles(): Files {
  return {
    look,
    list: async (folder) => {
      const found: { readonly name: string; readonly kind: FileFacts['kind'] }[] = []
      // A few hundred at a time: all of twenty thousand in one go hold up everything else.
      for await (const entry of await opendir(folder, { bufferSize: 512 })) {
        const link = entry.isSymbolicLink()
        found.push({
          name: entry.name,
          kind: link ? await kindBehind(`${folder}/${entry.name}`) : kindOf(entry),
        })
      }
      return found
    },
    readText,
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true })
    },
    writeWhole,
    append: async (path, line) => {
      const file = await open(path, 'a')
      try {
        await file.writeFile(line.endsWith('\n') ? line : `${line}\n`)
        await file.datasync()
      } finally {
        await file.close()
      }
    },
    rename: renameInto,
    remove: async (path) => {
      await rm(path, { force: true, maxRetries: process.platform === 'win32' ? 10 : 0, retryDelay: 50 })
    },
    freeBytes,
    isWritable,
    sha256,
    realPath: (path) => realpath(path),
  }
}

async function look(path: string): Promise<FileFacts | null> {
  try {
    return factsOf(await stat(path))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function factsOf(stats: Stats): FileFacts {
  return { kind: kindOf(stats), bytes: stats.size, modifiedMs: stats.mtimeMs }
}

/** A link counts as what it points at; one that points nowhere, or in a circle, is 'other'. */
async function kindBehind(link: string): Promise<FileFacts['kind']> {
  const target = await look(link).catch((error: unknown) => {
    if (errorCode(error) === 'ELOOP' || errorCode(error) === 'EACCES') return null
    throw error
  })
  return target?.kind ?? 'other'
}

function kindOf(of: Pick<Stats, 'isFile' | 'isDirectory'>): FileFacts['kind'] {
  if (of.isFile()) return 'file'
  return of.isDirectory() ? 'folder' : 'other'
}

/** UTF-8. At most `mostBytes` from the beginning, so that a huge file in the wrong place costs nothing. */
async function readText(path: string, mostBytes = 64 * 1024 * 1024): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(size, mostBytes))
    let filled = 0
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.toString('utf8', 0, filled)
  } finally {
    await file.close()
  }
}

/** For this user, quotas included; asked of the nearest folder that exists. */
async function freeBytes(folder: string): Promise<number> {
  let at = folder
  for (;;) {
    try {
      const facts = await statfs(at, { bigint: true })
      return Number(facts.bavail * facts.bsize)
    } catch (error) {
      if (!isMissing(error) || dirname(at) === at) throw error
      at = dirname(at)
    }
  }
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK)
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false
    throw error
  }
}

/** Hex. Blocks of 1 MiB keep each turn of the event loop at a few milliseconds on a processor without SHA instructions. */
async function sha256(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'r')
  try {
    let now = Buffer.allocUnsafe(1024 * 1024)
    let next = Buffer.allocUnsafe(1024 * 1024)
    let reading = file.read(now, 0, now.length, null)
    for (;;) {
      const { bytesRead } = await reading
      signal?.throwIfAborted()
      if (bytesRead === 0) return hash.digest('hex')
      // The disk fills one block while the processor hashes the other.
      reading = file.read(next, 0, next.length, null)
      hash.update(now.subarray(0, bytesRead))
      ;[now, next] = [next, now]
    }
  } finally {
    await file.close()
  }
}
