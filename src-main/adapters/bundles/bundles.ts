import type { Bundles } from '../../core/ports.ts'
import { pack } from './pack.ts'
import { readManifest } from './read-manifest.ts'
import { unpack } from './unpack.ts'

/** `.savepoint` bundles as zip files: `manifest.json` first, then exactly the files that it names. */
export function createBundles(): Bundles {
  return { pack, readManifest, unpack }
}
