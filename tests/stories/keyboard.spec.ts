import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { makeWagtailProject } from '../projects/wagtail.ts'
import { openHost } from './host.ts'
import { countRows, deleteRows } from './sqlite-file.ts'

/** The page has arrived there, and a screen reader says so: the focus is on its title. */
async function arrived(page: Page, name: RegExp | string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused({ timeout: 60_000 })
}

/** Tab until it has the focus, as a person would; never more than 25 times. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled()
  for (let pressed = 0; pressed < 25; pressed += 1) {
    await page.keyboard.press('Tab')
    if (await isFocused(page, target)) return
  }
  await expect(target, 'reached by Tab').toBeFocused({ timeout: 1 })
}

test('the whole story without a mouse', async ({ page }) => {
  test.setTimeout(400_000)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'savepoint-keys-'))
  const root = await makeWagtailProject(folder)
  const database = path.join(root, 'db.sqlite3')
  const host = await openHost(root)
  const { keyboard } = page
  const grid = page.getByRole('grid', { name: 'Savepoints, newest first' })
  const rows = grid.getByRole('row')
  try {
    await page.goto(host.address)
    await arrived(page, 'Safe to work')

    await keyboard.press('Control+3')
    await arrived(page, 'Savepoints')
    await keyboard.press('Control+s')
    await expect(rows).toHaveCount(1)
    const pages = countRows(database, 'wagtailcore_page')
    deleteRows(database, 'wagtailcore_page')
    await keyboard.press('Control+s')
    await expect(rows).toHaveCount(2)

    // To the list, and down to the older one.
    for (let pressed = 0; pressed < 4 && !(await isFocused(page, grid)); pressed += 1)
      await keyboard.press('F6')
    await expect(grid).toBeFocused()
    await keyboard.press('Home')
    await keyboard.press('ArrowDown')
    await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true')
    await expect(rows.nth(0)).toHaveAttribute('aria-selected', 'false')

    await keyboard.press('F2')
    const label = page.getByRole('textbox', { name: 'Label', exact: true })
    await expect(label).toBeFocused()
    await keyboard.type('Before the pages went')
    await keyboard.press('Enter')
    await expect(page.getByRole('row', { name: /Before the pages went/ })).toBeVisible()
    await expect(grid).toBeFocused()
    await keyboard.press('p')
    await expect(page.getByRole('row', { name: /Before the pages went.*Pinned/ })).toBeVisible()

    // The row's menu and back.
    await keyboard.press('ArrowRight')
    await expect(page.getByRole('button', { name: 'More for Before the pages went' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(page.getByRole('menuitem', { name: /Unpin/ })).toBeVisible()
    await keyboard.press('Escape')
    await keyboard.press('ArrowLeft')
    await expect(grid).toBeFocused()

    await keyboard.press('Enter')
    await arrived(page, /What changes if you go back/)
    await keyboard.press('Alt+n')
    await arrived(page, /The rehearsal (passed|found something)/)
    const warned = page.getByRole('checkbox', { name: /read the warnings/ })
    if (await warned.isVisible()) {
      await tabTo(page, warned)
      await keyboard.press('Space')
    }
    await keyboard.press('Alt+n')
    await arrived(page, 'Replace db.sqlite3?')
    const replace = page.getByRole('button', { name: 'Replace db.sqlite3' })
    await tabTo(page, replace)
    expect(countRows(database, 'wagtailcore_page')).toBe(0)
    await keyboard.press('Enter')
    await arrived(page, /Your database is back at/)
    expect(countRows(database, 'wagtailcore_page')).toBe(pages)

    await tabTo(page, page.getByRole('button', { name: 'Undo this restore' }))
    await keyboard.press('Enter')
    await arrived(page, 'Undo this restore?')
    await tabTo(page, replace)
    await keyboard.press('Enter')
    await arrived(page, 'The restore is undone')
    expect(countRows(database, 'wagtailcore_page')).toBe(0)

    // Back in the list, where the wizard was opened.
    await tabTo(page, page.getByRole('button', { name: 'Done' }))
    await keyboard.press('Enter')
    await expect(grid).toBeFocused()
  } finally {
    await host.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

async function isFocused(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) === 1
}
