import { z } from 'zod'

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'es', 'ru']),
  /** Automatic and before-restore savepoints kept per database; pinned ones and yours never go by themselves. */
  keepAutomatic: z.number().int().min(1).max(1000),
  inspectionSeconds: z.number().int().min(1).max(600),
  lockSeconds: z.number().int().min(1).max(600),
})
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  theme: 'system',
  language: 'system',
  keepAutomatic: 20,
  inspectionSeconds: 60,
  lockSeconds: 30,
}

export const SettingsChange = Settings.partial()
export type SettingsChange = z.infer<typeof SettingsChange>
