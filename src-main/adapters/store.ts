import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Conf from 'conf'
import { errorCode } from '../core/error-code.ts'
import type { Store, StoreNotice } from '../core/ports.ts'

/**
 * `<folder>/settings.json` on the engine of electron-store. A damaged file is copied to `settings.corrupt-<time>.json`
 * before it is reset; `notices()` hands out what happened since it was last asked.
 */
export function createStore(options: { readonly folder: string }): Store {
  let notices: StoreNotice[] = []
  mkdirSync(options.folder, { recursive: true })
  const conf = new Conf<Record<string, unknown>>({
    cwd: options.folder,
    configName: 'settings',
    projectName: 'savepoint',
    // Keys hold project ids and module names; a dot in one is no path.
    accessPropertiesByDotNotation: false,
    // Only after `deserialize` has put a copy aside.
    clearInvalidConfig: true,
    deserialize: (text) => {
      try {
        return parsed(text)
      } catch (error) {
        notices.push({ kind: 'settings-reset', copy: keepAside(options.folder, text) })
        throw error
      }
    },
  })
  return {
    get: (key) => conf.get(key),
    set: (key, value) => {
      // Writing flushes the disk: not for what is there already.
      if (isDeepStrictEqual(conf.get(key), value)) return
      if (value === undefined) conf.delete(key)
      else conf.set(key, value)
    },
    notices: () => {
      const said = notices
      notices = []
      return said
    },
  }
}

function parsed(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SyntaxError('The settings are no JSON object.')
  }
  return { ...value }
}

function keepAside(folder: string, text: string): string {
  const time = new Date().toISOString().replaceAll(/[-:]/gu, '').replace('T', '_').slice(0, 15)
  for (let n = 1; ; n += 1) {
    const copy = join(folder, `settings.corrupt-${time}${n === 1 ? '' : `-${n}`}.json`)
    try {
      writeFileSync(copy, text, { flag: 'wx' })
      return copy
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }
}
