import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { openHost } from './host.ts'
import { restoreThroughAllSteps, saveNow, undoRestore } from './restore-story.ts'
import { countRows, deleteRows } from './sqlite-file.ts'

/** The first start ever: the demo is made while the window is already there; then it is looked at, saved, broken, restored and undone. */
test.describe.serial('the demo project', () => {
  let dataFolder = ''
  const database = () => path.join(dataFolder, 'demo', 'inkwell', 'db.sqlite3')

  test.beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(os.tmpdir(), 'savepoint-demo-'))
  })
  test.afterAll(async () => {
    await rm(dataFolder, { recursive: true, force: true })
  })

  test('open the demo, look, save, delete rows, restore through all six steps, undo', async ({ page }) => {
    const host = await openHost(null, { dataFolder })
    try {
      await page.goto(host.address)
      await expect(
        page.getByRole('heading', { level: 1, name: /2 migrations ready to run|sort out/ }),
      ).toBeVisible({
        timeout: 150_000,
      })
      expect(page.url()).not.toContain('t=')
      await expect(page.getByText('2 pending').first()).toBeVisible()

      const main = page.getByRole('navigation', { name: 'Main' })
      await main.getByRole('button', { name: /Migrations/ }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Migrations' })).toBeVisible()
      await expect(page.getByText('Can’t be reversed').first()).toBeVisible()

      await saveNow(page)
      const comments = countRows(database(), 'blog_comment')
      expect(comments).toBeGreaterThan(1000)
      deleteRows(database(), 'blog_comment')
      expect(countRows(database(), 'blog_comment')).toBe(0)

      await restoreThroughAllSteps(page, 'db.sqlite3')
      expect(countRows(database(), 'blog_comment')).toBe(comments)

      await undoRestore(page, 'db.sqlite3')
      expect(countRows(database(), 'blog_comment')).toBe(0)
    } finally {
      await host.stop()
    }
  })

  test('a second start finds the demo, its savepoints and the way back', async ({ page }) => {
    const host = await openHost(null, { dataFolder })
    try {
      await page.goto(host.address)
      await expect(page.getByRole('heading', { level: 1, name: /ready to run|sort out/ })).toBeVisible({
        timeout: 30_000,
      })
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('button', { name: /Savepoints/ })
        .click()
      await expect(page.getByRole('row', { name: /Clean demo data/ })).toBeVisible()
      await expect(page.getByRole('row', { name: /Before undoing/ })).toBeVisible()
    } finally {
      await host.stop()
    }
  })
})
