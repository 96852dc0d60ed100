import type { Bundles } from '../../core/ports.ts'

/** `.savepoint` bundles as zip files: `manifest.json` first, then exactly the files that it names. Zip code is loaded when it is needed. */
export function createBundles(): Bundles {
  return {
    pack: async (request, task) => (await import('./pack.ts')).pack(request, task),
    readManifest: async (bundle) => (await import('./read-manifest.ts')).readManifest(bundle),
    unpack: async (request, task) => (await import('./unpack.ts')).unpack(request, task),
  }
}
