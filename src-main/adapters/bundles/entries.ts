import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { isPlainName } from '../../core/savepoints/names.ts'
import { bundleProblem, damaged, unsafe } from './bundle-problems.ts'

export const manifestName = 'manifest.json'

/** A database with its -wal and -journal is four entries; more than this many is no bundle of ours. */
const mostEntries = 16

/**
 * Opens it, looks at every entry before a byte is unpacked, and closes it whatever happens.
 * Refuses: names that aren't plain file names, folders, links and other special files, encrypted entries, names twice,
 * entries laid over each other, more than 16, and anything before the manifest.
 */
export async function withEntries<T>(
  bundle: string,
  work: (zip: ZipFile, entries: readonly Entry[]) => Promise<T>,
): Promise<T> {
  try {
    const zip = await openPromise(bundle, {
      autoClose: false,
      strictFileNames: true,
      validateEntrySizes: true,
    })
    try {
      if (zip.entryCount > mostEntries) throw unsafe(bundle, `${zip.entryCount} entries`)
      const entries: Entry[] = []
      for await (const entry of zip.eachEntry()) {
        refuseStrange(bundle, entry)
        entries.push(entry)
      }
      refuseTogether(bundle, entries)
      return await work(zip, entries)
    } finally {
      zip.close()
    }
  } catch (error) {
    throw bundleProblem(error, bundle)
  }
}

function refuseStrange(bundle: string, entry: Entry): void {
  const name = JSON.stringify(entry.fileName)
  if (!isPlainName(entry.fileName)) throw unsafe(bundle, `the name ${name}`)
  // Upper half: Unix mode, whatever the entry says who made it; lower half: DOS attributes.
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  if (type === 0o120000) throw unsafe(bundle, `a link: ${name}`)
  if (type !== 0 && type !== 0o100000) throw unsafe(bundle, `a special file: ${name}`)
  if ((entry.externalFileAttributes & 0x10) !== 0) throw unsafe(bundle, `a folder: ${name}`)
  if ((entry.externalFileAttributes & 0x400) !== 0) throw unsafe(bundle, `a link: ${name}`)
  if (entry.isEncrypted()) throw unsafe(bundle, `an encrypted entry: ${name}`)
  if (!entry.canDecodeFileData()) {
    throw damaged(bundle, [`${name}: compression method ${entry.compressionMethod} is not known`])
  }
}

function refuseTogether(bundle: string, entries: readonly Entry[]): void {
  const names = new Set(entries.map((entry) => entry.fileName.normalize('NFC').toLowerCase()))
  if (names.size < entries.length) throw unsafe(bundle, 'the same name twice')
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  for (const [at, entry] of inOrder.entries()) {
    const next = inOrder[at + 1]
    const end = entry.relativeOffsetOfLocalHeader + entry.compressedSize
    if (next !== undefined && end > next.relativeOffsetOfLocalHeader) {
      throw unsafe(bundle, 'entries laid over each other')
    }
  }
  if (entries[0]?.fileName !== manifestName || inOrder[0]?.fileName !== manifestName) {
    throw damaged(bundle, [`the first entry is not ${manifestName}`])
  }
}
