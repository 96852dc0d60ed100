import type { Settings, SettingsChange } from '../../contract/settings.ts'
import type { Ports } from '../ports.ts'

export type SettingsStore = {
  readonly get: () => Settings
  readonly change: (change: SettingsChange) => Settings
}

export declare function createSettings(ports: Ports): SettingsStore
