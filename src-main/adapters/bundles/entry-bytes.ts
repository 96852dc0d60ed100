import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { damaged, unsafe } from './bundle-problems.ts'

/**
 * The bytes of one entry, inflated and counted: never more than `most`, whatever the entry itself says; at the end the
 * zip's own checksum is compared. Problems: bundle-unsafe (a bomb), bundle-damaged.
 */
export async function* entryBytes(
  zip: ZipFile,
  entry: Entry,
  limit: { readonly bundle: string; readonly most: number },
): AsyncGenerator<Buffer> {
  const name = JSON.stringify(entry.fileName)
  const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry)
  let bytes = 0
  let checksum = 0
  for await (const buffer of stream) {
    bytes += buffer.length
    if (bytes > limit.most) {
      throw unsafe(limit.bundle, `${name} is larger than the ${limit.most} bytes said`)
    }
    checksum = crc32(buffer, checksum)
    yield buffer
  }
  if (checksum !== entry.crc32) throw damaged(limit.bundle, [`${name}: wrong checksum`])
}
