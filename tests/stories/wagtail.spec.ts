import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { makeWagtailProject } from '../projects/wagtail.ts'
import { openHost } from './host.ts'
import { restoreThroughAllSteps, saveNow, undoRestore } from './restore-story.ts'
import { countRows, deleteRows } from './sqlite-file.ts'

/** A project that others wrote, untouched: Wagtail's own start template from the package index. */
test('Wagtail’s start template: look, save, lose the pages, restore, undo', async ({ page }) => {
  test.setTimeout(400_000)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'savepoint-wagtail-'))
  const root = await makeWagtailProject(folder, 'bakery’s & site #1')
  const database = path.join(root, 'db.sqlite3')
  const host = await openHost(root)
  try {
    await page.goto(host.address)
    await expect(page.getByRole('heading', { level: 1, name: 'Safe to work' })).toBeVisible({
      timeout: 60_000,
    })
    await saveNow(page)

    const pages = countRows(database, 'wagtailcore_page')
    expect(pages).toBeGreaterThan(0)
    deleteRows(database, 'wagtailcore_page')

    await restoreThroughAllSteps(page, 'db.sqlite3')
    expect(countRows(database, 'wagtailcore_page')).toBe(pages)
    await undoRestore(page, 'db.sqlite3')
    expect(countRows(database, 'wagtailcore_page')).toBe(0)
  } finally {
    await host.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
