import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStore } from '../../src-main/adapters/store.ts'
import { temporaryFolder } from '../projects/make-project.ts'

let base: string
let file: string
beforeEach(async () => {
  base = await temporaryFolder()
  file = path.join(base, 'deep', 'settings.json')
})
afterEach(() => rm(base, { recursive: true, force: true }))

const open = () => createStore({ folder: path.join(base, 'deep') })

describe('the store', () => {
  it('keeps values for the next start, dots in keys included', () => {
    const store = open()
    expect(store.get('a.b')).toBeUndefined()
    store.set('a.b', { list: [1, 'é', null] })
    expect(open().get('a.b')).toEqual({ list: [1, 'é', null] })
    expect(open().get('a')).toBeUndefined()
    expect(open().notices()).toEqual([])
  })

  it('does not write what is there already', async () => {
    const store = open()
    store.set('x', [1, { y: 2 }])
    const before = await stat(file)
    store.set('x', [1, { y: 2 }])
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs)
    expect((await stat(file)).ino).toBe(before.ino)
  })

  it.each(['{"theme": "dark"', 'null', '[1, 2]', '\0\0\0\0', 'hello'])(
    'keeps a copy of a damaged file (%j), says so once, and goes on',
    async (damage) => {
      open().set('theme', 'dark')
      await writeFile(file, damage)
      const store = open()
      expect(store.get('theme')).toBeUndefined()
      const notices = store.notices()
      expect(notices).toHaveLength(1)
      expect(notices[0]).toMatchObject({ kind: 'settings-reset' })
      expect(path.basename(notices[0]?.copy ?? '')).toMatch(/^settings\.corrupt-\d{8}_\d{6}\.json$/)
      expect(await readFile(notices[0]?.copy ?? '', 'utf8')).toBe(damage)
      expect(store.notices()).toEqual([])
      store.set('theme', 'light')
      expect(open().get('theme')).toBe('light')
    },
  )

  it('keeps a copy too when the damage comes while it runs', async () => {
    const store = open()
    store.set('theme', 'dark')
    await writeFile(file, '{')
    store.set('language', 'es')
    expect(store.get('language')).toBe('es')
    expect(store.notices()).toHaveLength(1)
    const copies = (await readdir(path.dirname(file))).filter((name) => name.includes('corrupt'))
    expect(copies).toHaveLength(1)
  })
})
