import { expect, type Page } from '@playwright/test'

/** Overview → Save now; waits until the window says that the savepoint is verified. */
export async function saveNow(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: /Savepoints/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Savepoints' })).toBeVisible()
  const rows = page.getByRole('grid', { name: 'Savepoints, newest first' }).getByRole('row')
  const before = await rows.count()
  await page
    .getByRole('button', { name: /^Save now/ })
    .first()
    .click()
  await expect(rows).toHaveCount(before + 1)
}

/** From the savepoints screen through all six steps, for the newest savepoint that `name` matches; ends on the done page. */
export async function restoreThroughAllSteps(page: Page, file: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Restore…/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /What changes if you go back/ })).toBeVisible()
  await expect(page.getByText('Step 2 of 6', { exact: false }).first()).toBeAttached()
  await page.getByRole('button', { name: /Rehearse on a copy/ }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: /The rehearsal (passed|found something)/ }),
  ).toBeVisible()
  const warned = page.getByRole('checkbox', { name: /read the warnings/ })
  if (await warned.isVisible()) await warned.check()
  await page.getByRole('button', { name: /^Continue/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Replace ${file}?` })).toBeVisible()
  const replace = page.getByRole('button', { name: `Replace ${file}` })
  await expect(replace).toBeEnabled()
  await expect(replace).not.toBeFocused()
  await replace.click()
  await expect(page.getByRole('heading', { level: 1, name: /Your database is back at/ })).toBeVisible()
}

/** Undo from the done page; ends on the page that says it is undone. */
export async function undoRestore(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: 'Undo this restore' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Undo this restore?' })).toBeVisible()
  await page.getByRole('button', { name: `Replace ${file}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'The restore is undone' })).toBeVisible()
}
