import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '../core/error-code.ts'
import { flushFolder } from './flush-folder.ts'

/** Whole or not at all: written beside as `<path>.<random>.partial`, flushed, closed, renamed, folder flushed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.partial`
  try {
    const file = await open(beside, 'wx')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      // Closed before the rename: Windows doesn't rename open files.
      await file.close()
    }
    await renameInto(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Replaces what is at `to`, then makes the new name durable. */
export async function renameInto(from: string, to: string): Promise<void> {
  await renameWhenLetGo(from, to)
  await flushFolder(dirname(to))
  if (dirname(from) !== dirname(to)) await flushFolder(dirname(from))
}

/** On Windows a virus scanner or indexer may hold a file for a moment after it was closed. */
async function renameWhenLetGo(from: string, to: string): Promise<void> {
  for (let waitMs = 10; ; waitMs *= 2) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const held = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')
      if (process.platform !== 'win32' || !held || waitMs > 1000) throw error
      await sleep(waitMs)
    }
  }
}

export function isMissing(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}
