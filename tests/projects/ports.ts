import { createClock } from '../../src-main/adapters/clock.ts'
import { createFiles } from '../../src-main/adapters/files.ts'
import { createGit } from '../../src-main/adapters/git.ts'
import { createPython } from '../../src-main/adapters/python.ts'
import type { Ports } from '../../src-main/core/ports.ts'

/** The real disk, git and Pythons; a store in memory, a home and data folder of the test's own. Any other port throws when touched. */
export function portsAt(base: string, change: Partial<Ports> = {}): Ports {
  const kept = new Map<string, unknown>()
  const place = { version: '0.0.0', dataFolder: base, home: base, downloads: base, environment: {} }
  const real = {
    platform: process.platform,
    clock: createClock(),
    files: createFiles(),
    git: createGit(),
    python: createPython(place),
    store: {
      get: (key: string) => kept.get(key),
      set: (key: string, value: unknown) => {
        kept.set(key, value)
      },
      notices: () => [],
    },
    place,
    get inspector() {
      return notUsed('inspector')
    },
    get sqlite() {
      return notUsed('sqlite')
    },
    get bundles() {
      return notUsed('bundles')
    },
    get shell() {
      return notUsed('shell')
    },
    get demo() {
      return notUsed('demo')
    },
  }
  return Object.defineProperties(real, Object.getOwnPropertyDescriptors(change))
}

function notUsed(port: string): never {
  throw new Error(`this test gave no ${port}`)
}
