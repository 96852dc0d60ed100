import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { makeWagtailProject } from '../projects/wagtail.ts'
import { openHost, type OpenedHost } from './host.ts'
import { saveNow } from './restore-story.ts'
import { shortcomings } from './shortcomings.ts'

const looks = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'a contrast theme', media: { forcedColors: 'active' } },
] as const

const title = (page: Page, name: RegExp | string) => page.getByRole('heading', { level: 1, name })

/** Both sizes; what is wrong is named with the place. */
async function isClean(page: Page, place: string): Promise<void> {
  await page.setViewportSize({ width: 900, height: 700 })
  expect.soft(await shortcomings(page), `${place} at 900`).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  expect.soft(await shortcomings(page), `${place} at 1440`).toEqual([])
}

/** Every surface on a real project: no violation that axe knows, nothing cut off or to be scrolled sideways. */
test.describe('the window on a real project', () => {
  let folder = ''
  let host: OpenedHost

  test.beforeAll(async () => {
    test.setTimeout(400_000)
    folder = await mkdtemp(path.join(os.tmpdir(), 'savepoint-axe-'))
    host = await openHost(await makeWagtailProject(folder))
  })
  test.afterAll(async () => {
    await host.stop()
    await rm(folder, { recursive: true, force: true })
  })

  for (const { name, media } of looks) {
    test(`is accessible in ${name}, wide and narrow`, async ({ page }) => {
      test.setTimeout(400_000)
      await page.emulateMedia(media)
      await page.goto(host.address)
      const main = page.getByRole('navigation', { name: 'Main' })
      await expect(title(page, 'Safe to work')).toBeVisible({ timeout: 60_000 })
      await isClean(page, 'overview')

      await main.getByRole('button', { name: /Migrations/ }).click()
      await expect(title(page, 'Migrations')).toBeVisible()
      await isClean(page, 'migrations')
      await page
        .getByRole('row', { name: /0001_initial/ })
        .first()
        .click()
      await expect(page.getByRole('heading', { level: 2, name: /0001_initial/ })).toBeVisible()
      await isClean(page, 'a migration')

      await saveNow(page)
      await expect(page.getByText(/Counted .* in the database/)).toBeVisible()
      await isClean(page, 'a savepoint')
      await page.getByRole('tab', { name: /Tables/ }).click()
      await isClean(page, 'tables of a savepoint')
      await page
        .getByRole('button', { name: /^More for/ })
        .first()
        .click()
      await expect(page.getByRole('menu')).toBeVisible()
      await isClean(page, 'menu of a savepoint')
      await page.getByRole('menuitem', { name: /Label/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await isClean(page, 'label dialog')
      await page.keyboard.press('Escape')

      await page.keyboard.press('Control+R')
      await expect(title(page, 'Which savepoint do you want back?')).toBeVisible()
      await isClean(page, 'restore, choose')
      await page.getByRole('button', { name: 'See what changes' }).click()
      await expect(title(page, /What changes/)).toBeVisible()
      await isClean(page, 'restore, what changes')
      await page.getByRole('button', { name: 'Rehearse on a copy' }).click()
      await expect(title(page, /The rehearsal/)).toBeVisible()
      await isClean(page, 'restore, rehearse')
      const warned = page.getByRole('checkbox', { name: /read the warnings/ })
      if (await warned.isVisible()) await warned.check()
      await page.getByRole('button', { name: /^Continue/ }).click()
      await expect(title(page, 'Replace db.sqlite3?')).toBeVisible()
      await isClean(page, 'restore, confirm')
      await page.getByRole('button', { name: 'Cancel' }).click()

      await main.getByRole('button', { name: 'Settings' }).click()
      await expect(title(page, 'Settings')).toBeVisible()
      await isClean(page, 'settings')

      await page.getByRole('button', { name: /all projects/ }).click()
      await expect(title(page, 'Projects')).toBeVisible()
      await isClean(page, 'picker')
      await page.getByRole('button', { name: /Open folder/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await isClean(page, 'folders')
    })
  }
})
