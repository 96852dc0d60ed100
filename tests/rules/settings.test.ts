import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings, Settings } from '../../src-main/contract/settings.ts'
import { createSettings } from '../../src-main/core/settings/settings.ts'
import { fakeStore } from '../fakes/store.ts'
import { problemOf } from '../fakes/problem-of.ts'

function settingsOn(stored: unknown) {
  const store = fakeStore({ settings: stored })
  return { store, settings: createSettings({ store }) }
}

describe('settings', () => {
  it('are the defaults where nothing is stored', () => {
    expect(createSettings({ store: fakeStore() }).get()).toEqual(defaultSettings)
  })

  it('keep what is valid beside what is not', () => {
    const { settings } = settingsOn({ theme: 'dark', keepAutomatic: -3, lockSeconds: '30', language: null })
    expect(settings.get()).toEqual({ ...defaultSettings, theme: 'dark' })
  })

  it('are valid whatever is stored', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(Settings.safeParse(settingsOn(stored).settings.get()).success).toBe(true)
      }),
    )
  })

  it('change one by one, and stay changed', () => {
    const { settings, store } = settingsOn({ theme: 'dark' })
    expect(settings.change({ keepAutomatic: 5 })).toMatchObject({ theme: 'dark', keepAutomatic: 5 })
    expect(createSettings({ store }).get()).toMatchObject({ theme: 'dark', keepAutomatic: 5 })
  })

  it('refuse what is not valid and store nothing of it', async () => {
    const { settings, store } = settingsOn({ theme: 'dark' })
    expect(await problemOf(async () => settings.change({ theme: 'light', keepAutomatic: 0 }))).toBe(
      'input-invalid',
    )
    expect(store.get('settings')).toEqual({ theme: 'dark' })
  })

  it('leave what a newer version stored', () => {
    const { settings, store } = settingsOn({ sparkle: true })
    settings.change({ theme: 'light' })
    expect(store.get('settings')).toMatchObject({ sparkle: true, theme: 'light' })
  })
})
