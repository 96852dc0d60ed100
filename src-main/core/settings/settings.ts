import { defaultSettings, Settings, SettingsChange } from '../../contract/settings.ts'
import type { Ports } from '../ports.ts'
import { problem } from '../problem.ts'

export type SettingsStore = {
  /** Whatever is stored: each setting that isn't valid is its default, the others stay. */
  readonly get: () => Settings
  /** Problem: input-invalid, and then nothing is stored. Keys of a newer version stay in the store. */
  readonly change: (change: SettingsChange) => Settings
}

const key = 'settings'

export function createSettings(ports: Pick<Ports, 'store'>): SettingsStore {
  return {
    get: () => repaired(stored(ports)),
    change: (change) => {
      const asked = SettingsChange.safeParse(change)
      if (!asked.success) {
        const why = asked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        throw problem('input-invalid', { facts: { why } })
      }
      const given = Object.entries(asked.data).filter(([, value]) => value !== undefined)
      const next = repaired({ ...repaired(stored(ports)), ...Object.fromEntries(given) })
      ports.store.set(key, { ...stored(ports), ...next })
      return next
    },
  }
}

function stored(ports: Pick<Ports, 'store'>): Record<string, unknown> {
  const value = ports.store.get(key)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function repaired(value: Record<string, unknown>): Settings {
  const { shape } = Settings
  return {
    theme: shape.theme.catch(defaultSettings.theme).parse(value['theme']),
    language: shape.language.catch(defaultSettings.language).parse(value['language']),
    keepAutomatic: shape.keepAutomatic.catch(defaultSettings.keepAutomatic).parse(value['keepAutomatic']),
    inspectionSeconds: shape.inspectionSeconds
      .catch(defaultSettings.inspectionSeconds)
      .parse(value['inspectionSeconds']),
    lockSeconds: shape.lockSeconds.catch(defaultSettings.lockSeconds).parse(value['lockSeconds']),
  }
}
