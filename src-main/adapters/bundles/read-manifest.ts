import { manifestName, withEntries } from './entries.ts'
import { damaged } from './bundle-problems.ts'
import { entryBytes } from './entry-bytes.ts'

const mostManifestBytes = 16 * 1024 * 1024

/** The text of `manifest.json`, at most 16 MB. Problems: bundle-damaged, bundle-unsafe. */
export async function readManifest(bundle: string): Promise<string> {
  return withEntries(bundle, async (zip, entries) => {
    const entry = entries.find((candidate) => candidate.fileName === manifestName)
    if (entry === undefined) throw damaged(bundle, [`no ${manifestName}`])
    const chunks: Buffer[] = []
    for await (const chunk of entryBytes(zip, entry, { bundle, most: mostManifestBytes })) chunks.push(chunk)
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    } catch (error) {
      throw damaged(bundle, [`${manifestName} is not UTF-8`], error)
    }
  })
}
