import { z } from 'zod'
import type { Manifest } from '../../contract/savepoint.ts'
import { problem } from '../problem.ts'
import { readManifest } from '../savepoints/manifest.ts'
import { isPlainName } from '../savepoints/names.ts'

/** `manifest.json` of a bundle, version 1: the savepoint's own manifest, whose `files` have the sizes and hashes of the entries. */
const Outer = z.looseObject({ bundle: z.number().int(), savepoint: z.unknown() })
const Names = z.object({ files: z.array(z.object({ name: z.string() })) })

export function bundleText(manifest: Manifest, madeBy: string): string {
  return `${JSON.stringify({ bundle: 1, madeBy, savepoint: manifest }, null, 1)}\n`
}

/** Problems: bundle-damaged, bundle-newer, bundle-unsafe (names that leave the folder). */
export function readBundleText(text: string, bundle: string): Manifest {
  const damaged = (why: string) => problem('bundle-damaged', { facts: { bundle }, evidence: [why] })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw damaged(String(error))
  }
  const outer = Outer.safeParse(value)
  if (!outer.success) throw damaged('manifest.json is not one of a bundle')
  if (outer.data.bundle > 1) throw newer(bundle, outer.data.bundle)
  const names = Names.safeParse(outer.data.savepoint)
  const bad = names.success ? names.data.files.find((file) => !isPlainName(file.name)) : undefined
  if (bad !== undefined) {
    throw problem('bundle-unsafe', { facts: { bundle, why: `the name ${JSON.stringify(bad.name)}` } })
  }
  const read = readManifest(outer.data.savepoint)
  if (read.kind === 'newer') throw newer(bundle, read.version)
  if (read.kind === 'damaged') throw damaged(read.why)
  const wrong = read.manifest.files.find((file) => file.bytes < 0 || !/^[0-9a-f]{64}$/.test(file.sha256))
  if (wrong !== undefined) throw damaged(`${wrong.name}: size or SHA-256 is not one`)
  return read.manifest
}

function newer(bundle: string, version: number) {
  return problem('bundle-newer', { facts: { bundle, version }, fixes: [{ kind: 'update-savepoint' }] })
}
