import { pathsFor } from '../operations/paths-for.ts'
import type { Ports } from '../ports.ts'
import { errorCode } from '../error-code.ts'
import {
  effectiveFiles,
  type Entry,
  entryOfFile,
  datedEntry,
  entryOfManifest,
  newestFirst,
  type OnDisk,
} from './entries.ts'
import { breathe, fewAtOnce, inTurns, sortedInTurns } from './in-turns.ts'
import { parseSummary, type Summary } from './manifest.ts'
import { type Found, onePerId } from './one-per-id.ts'
import { databaseEnding, manifestEnding, readStem, withoutEnding } from './names.ts'

export type Catalogue = {
  /** Newest first; `names`: every name in the folder. A folder that isn't there is an empty one. */
  readonly read: (
    folder: string,
  ) => Promise<{ readonly entries: readonly Entry[]; readonly names: readonly string[] }>
}

/** A thousand tables and a thousand migrations are about 200 kB. */
const mostManifestBytes = 16 * 1024 * 1024

/** Reads only; what a crash left half done is understood, and put right by the next change. */
export function createCatalogue(ports: Pick<Ports, 'files' | 'platform'>): Catalogue {
  const path = pathsFor(ports.platform)
  const known = new Map<string, Map<string, OnDisk & { readonly summary: Summary }>>()

  return {
    read: async (folder) => {
      const listed = await listFolder(ports, folder)
      const present = new Set<string>()
      await inTurns(listed, (one) => (one.kind === 'file' ? present.add(one.name) : present))
      const manifests = await namesOfOurs([...present], manifestEnding)
      const before = known.get(folder) ?? new Map<string, OnDisk & { readonly summary: Summary }>()
      const now: typeof before = new Map()
      known.set(folder, now)
      const found = await fewAtOnce(manifests, async (name): Promise<Found> => {
        const summary = await summaryOf(folder, name, { before, now })
        return { name, summary }
      })
      const entries = await entriesOf(folder, found, present)
      const dated = await inTurns(entries, datedEntry)
      const sorted = await sortedInTurns(dated, newestFirst)
      return { entries: sorted.map(({ entry }) => entry), names: listed.map((one) => one.name) }
    },
  }

  async function summaryOf(
    folder: string,
    name: string,
    memory: Readonly<Record<'before' | 'now', Map<string, OnDisk & { readonly summary: Summary }>>>,
  ): Promise<Summary> {
    const at = path.join(folder, name)
    const facts = await ports.files.look(at)
    if (facts === null) return { kind: 'damaged' }
    const cached = memory.before.get(name)
    const fresh = cached?.bytes === facts.bytes && cached.modifiedMs === facts.modifiedMs
    const summary = cached !== undefined && fresh ? cached.summary : await readSummary(at)
    memory.now.set(name, { bytes: facts.bytes, modifiedMs: facts.modifiedMs, summary })
    return summary
  }

  /** Another process may have deleted it between the look and the reading. */
  async function readSummary(at: string): Promise<Summary> {
    try {
      return parseSummary(await ports.files.readText(at, mostManifestBytes))
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return { kind: 'damaged' }
      throw error
    }
  }

  async function entriesOf(
    folder: string,
    found: readonly Found[],
    present: ReadonlySet<string>,
  ): Promise<Entry[]> {
    const facts = async (name: string): Promise<OnDisk | null> =>
      present.has(name) ? ports.files.look(path.join(folder, name)) : null
    const { chosen, claimed: claimedByNotes } = await onePerId(found)
    const claimed = new Set(claimedByNotes)
    const ofManifests = await fewAtOnce(chosen, async ({ name, summary, leftovers }) => {
      if (summary.kind !== 'whole') {
        const file = `${withoutEnding(name)}${databaseEnding}`
        claimed.add(file)
        const id = freeId(withoutEnding(name), new Set())
        return entryOfFile(file, await facts(file), { id, manifestName: name, is: summary.kind })
      }
      const files = effectiveFiles(summary.manifest, present)
      const disk = { files, facts: await Promise.all(files.map(facts)) }
      return { ...entryOfManifest(name, summary, disk), leftovers }
    })
    const ids = new Set(ofManifests.map((entry) => entry.savepoint.id))
    await breathe()
    const unclaimed = [...present].filter((name) => name.endsWith(databaseEnding) && !claimed.has(name))
    const byHand = (await namesOfOurs(unclaimed, databaseEnding)).toSorted()
    const ofFiles = await fewAtOnce(byHand, async (name) => {
      const id = freeId(withoutEnding(name), ids)
      ids.add(id)
      return entryOfFile(name, await facts(name), { id, manifestName: null, is: null })
    })
    return [...ofManifests, ...ofFiles]
  }
}

async function namesOfOurs(names: readonly string[], ending: string): Promise<readonly string[]> {
  const ofOurs = await inTurns(names, (name) =>
    name.endsWith(ending) && readStem(withoutEnding(name)) !== null ? name : null,
  )
  return ofOurs.filter((name) => name !== null)
}

async function listFolder(ports: Pick<Ports, 'files'>, folder: string) {
  try {
    return await ports.files.list(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Names made by hand may hold what an id can't; two that look alike after that stay two. */
function freeId(stem: string, taken: ReadonlySet<string>): string {
  const plain = stem.replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? plain : `${plain}-file${number}`
    if (!taken.has(id)) return id
  }
}
