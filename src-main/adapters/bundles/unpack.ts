import { open, rm } from 'node:fs/promises'
import type { Entry, ZipFile } from 'yauzl'
import type { Bundles, SqliteTask } from '../../core/ports.ts'
import { damaged, unsafe } from './bundle-problems.ts'
import { manifestName, withEntries } from './entries.ts'
import { entryBytes } from './entry-bytes.ts'

type Wanted = Parameters<Bundles['unpack']>[0]['entries'][number]

/**
 * Exactly the named entries to the said paths, which must not exist; each flushed. On any failure what was written is removed.
 * Problems: bundle-damaged, bundle-unsafe, cancelled; errors of the disk are Node's.
 */
export async function unpack(request: Parameters<Bundles['unpack']>[0], task: SqliteTask): Promise<void> {
  const { bundle } = request
  const total = request.entries.reduce((sum, wanted) => sum + wanted.bytes, 0)
  const written: string[] = []
  let done = 0
  await withEntries(bundle, async (zip, entries) => {
    const wanted = new Map(request.entries.map((one) => [one.name, one]))
    const stranger = entries.find(({ fileName }) => fileName !== manifestName && !wanted.has(fileName))
    if (stranger !== undefined) throw unsafe(bundle, `an entry not in its manifest: ${stranger.fileName}`)
    try {
      for (const one of request.entries) {
        const entry = entries.find((candidate) => candidate.fileName === one.name)
        if (entry === undefined) throw damaged(bundle, [`${one.name} is not in it`])
        if (entry.uncompressedSize > one.bytes) {
          throw unsafe(bundle, `${one.name} says ${entry.uncompressedSize} bytes, its manifest ${one.bytes}`)
        }
        await unpackOne(zip, entry, one)
      }
    } catch (error) {
      for (const path of written) await rm(path, { force: true })
      throw error
    }
  })

  async function unpackOne(zip: ZipFile, entry: Entry, one: Wanted): Promise<void> {
    const file = await open(one.to, 'wx')
    written.push(one.to)
    let bytes = 0
    try {
      for await (const chunk of entryBytes(zip, entry, { bundle, most: one.bytes })) {
        task.signal.throwIfAborted()
        await file.writeFile(chunk)
        bytes += chunk.length
        done += chunk.length
        task.report({ step: 'unpacking', amount: { done, total, unit: 'bytes' }, subject: one.name })
      }
      if (bytes !== one.bytes) throw damaged(bundle, [`${one.name}: ${bytes} bytes of ${one.bytes}`])
      await file.sync()
    } finally {
      await file.close()
    }
  }
}
