import { create } from 'zustand'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { Settings, SettingsChange } from '../../../src-main/contract/settings.ts'
import { problemOf, type Client } from '../../api.ts'

type SettingsState = { readonly settings: Settings | null; readonly problem: Problem | null }

export const useSettings = create<SettingsState>(() => ({ settings: null, problem: null }))

export async function loadSettings(client: Client): Promise<void> {
  await put(client.settings.get())
}

/** Saved at once; what comes back is what holds now. */
export async function changeSettings(client: Client, change: SettingsChange): Promise<void> {
  await put(client.settings.change(change))
}

async function put(answer: Promise<Settings>): Promise<void> {
  try {
    const settings = await answer
    applyTheme(settings.theme)
    useSettings.setState({ settings, problem: null })
  } catch (thrown) {
    useSettings.setState({ problem: problemOf(thrown) })
  }
}

function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
