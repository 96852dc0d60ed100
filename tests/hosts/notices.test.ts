import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { execa } from 'execa'
import { createStore } from '../../src-main/adapters/store.ts'
import { createNotices } from '../../src-main/hosts/notices.ts'
import { makeProject } from '../projects/make-project.ts'
import { cliMain } from './cli-project.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'savepoint-notices-'))
  writeFileSync(path.join(folder, 'settings.json'), '{ half a file')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('settings that could not be read', () => {
  it('are said once on the terminal and once in a window, whoever asks first', () => {
    const notices = createNotices(createStore({ folder }))
    const [first] = notices.forWindow()
    expect(first).toMatchObject({ kind: 'settings-reset' })
    expect(readFileSync(first?.copy ?? '', 'utf8')).toBe('{ half a file')
    expect(notices.forTerminal()).toEqual([first])
    expect(notices.forWindow()).toEqual([])
    expect(notices.forTerminal()).toEqual([])
  })

  it('are one line on standard error of a command, never on standard output, and never again', async () => {
    const project = await makeProject()
    try {
      const list = () =>
        execa(process.execPath, [cliMain, 'list', project.root, '--json'], {
          env: { SAVEPOINT_DATA: folder },
          reject: false,
        })
      const first = await list()
      expect(JSON.parse(first.stdout)).toMatchObject({ savepoints: [] })
      expect(first.stderr).toMatch(
        /^Your settings could not be read, so they start afresh\. The old file is kept as .*settings\.corrupt-.*\.json\.$/,
      )
      expect((await list()).stderr).toBe('')
    } finally {
      await project.remove()
    }
  })
})
