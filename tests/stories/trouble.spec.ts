import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { makeProject, temporaryFolder } from '../projects/make-project.ts'
import { makeDjangoProject } from './django-project.ts'
import { openHost } from './host.ts'
import { saveNow } from './restore-story.ts'
import { shortcomings } from './shortcomings.ts'

const title = (page: Page, name: RegExp | string) => page.getByRole('heading', { level: 1, name })

/** What goes wrong is said with a way out, in a real browser on real projects. */
test.describe('in trouble, the window', () => {
  let base = ''

  test.beforeAll(async () => {
    base = await temporaryFolder('savepoint-trouble-')
  })
  test.afterAll(async () => {
    await rm(base, { recursive: true, force: true })
  })

  test('names file and line of settings that raise, and reads again after they are mended', async ({
    page,
  }) => {
    const project = await makeDjangoProject({ inside: base, folder: 'raises' })
    const good = await readFile(project.settings, 'utf8')
    await writeFile(project.settings, `${good}\nraise ValueError("no secret in the environment")\n`)
    const line = good.split('\n').length + 1
    const host = await openHost(project.root)
    try {
      await page.goto(host.address)
      await expect(title(page, 'Can’t read this project yet')).toBeVisible({ timeout: 60_000 })
      const said = page.getByRole('main').getByRole('alert')
      await expect(said).toContainText('settings.py')
      await expect(said).toContainText(`${line}`)
      await expect(said).toContainText('no secret in the environment')
      expect(await shortcomings(page)).toEqual([])
      await writeFile(project.settings, good)
      await said.getByRole('button', { name: 'Try again' }).click()
      await expect(title(page, 'Safe to work')).toBeVisible({ timeout: 60_000 })
      await expect(said).toHaveCount(0)
    } finally {
      await host.stop()
    }
  })

  test('says what it looked for in a folder that is no project, and asks which of several', async ({
    page,
  }) => {
    const nothing = path.join(base, 'nothing here')
    await mkdir(nothing)
    const several = path.join(base, 'several')
    await makeDjangoProject({ inside: several, folder: 'shop' })
    await makeProject({ inside: several, folder: 'blog' })
    const host = await openHost(nothing)
    try {
      await page.goto(host.address)
      const said = page.getByRole('alert').filter({ hasText: 'manage.py' })
      await expect(said).toContainText('nothing here')
      expect(await shortcomings(page)).toEqual([])

      const field = page.getByRole('textbox', { name: 'Path of a project folder' })
      await field.fill(several)
      await field.press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Which one do you want to open?' })
      await expect(dialog).toContainText('There are 2 Django projects')
      await expect(dialog.getByRole('button', { name: /blog/ })).toBeVisible()
      expect(await shortcomings(page)).toEqual([])
      await dialog.getByRole('button', { name: /shop/ }).click()
      await expect(title(page, 'Safe to work')).toBeVisible({ timeout: 60_000 })
    } finally {
      await host.stop()
    }
  })

  test('says that the database is missing or empty, and brings a savepoint back into its place', async ({
    page,
  }) => {
    const project = await makeDjangoProject({ inside: base, folder: 'lost' })
    const database = path.join(project.root, 'db.sqlite3')
    const host = await openHost(project.root)
    try {
      await page.goto(host.address)
      await expect(title(page, 'Safe to work')).toBeVisible({ timeout: 60_000 })
      await saveNow(page)

      await rm(database)
      await page.keyboard.press('F5')
      await page.getByRole('button', { name: /^Save now/ }).click()
      const refused = page.getByRole('region', { name: 'Notifications' }).getByRole('alert')
      await expect(refused).toContainText('doesn’t exist')
      await refused.getByRole('button', { name: 'Close' }).click()

      await writeFile(database, '')
      await page.keyboard.press('F5')
      await page.getByRole('button', { name: /^Save now/ }).click()
      await expect(refused).toContainText('0 bytes')
      expect(await shortcomings(page)).toEqual([])
      await refused.getByRole('button', { name: 'Close' }).click()

      await page.getByRole('button', { name: /^Restore…/ }).click()
      await expect(title(page, /What changes/)).toBeVisible()
      await page.getByRole('button', { name: 'Rehearse on a copy' }).click()
      await expect(title(page, /The rehearsal (passed|found)/)).toBeVisible()
      await page.getByRole('button', { name: /^Continue/ }).click()
      await page.getByRole('button', { name: 'Replace db.sqlite3' }).click()
      await expect(title(page, /Your database is back/)).toBeVisible()
      await page.getByRole('button', { name: 'Done' }).click()
      await page.keyboard.press('Control+1')
      await expect(title(page, 'Safe to work')).toBeVisible({ timeout: 60_000 })
    } finally {
      await host.stop()
    }
  })

  test('lists savepoints with damaged notes, a lost file or changed bytes, each with what is wrong', async ({
    page,
  }) => {
    const project = await makeDjangoProject({ inside: base, folder: 'damaged' })
    const backups = path.join(project.root, 'backups')
    const host = await openHost(project.root)
    try {
      await page.goto(host.address)
      await expect(title(page, 'Safe to work')).toBeVisible({ timeout: 60_000 })
      const files: string[] = []
      for (let made = 1; made <= 3; made += 1) {
        await saveNow(page)
        files.push(await page.getByRole('complementary').locator('dd').first().innerText())
        await page.getByRole('row').first().click()
      }
      const rows = page.getByRole('grid', { name: 'Savepoints, newest first' }).getByRole('row')
      const notes = path.join(backups, `${await newest(page)}.json`)
      await writeFile(notes, '{ "savepoint": 1, "id": ')
      await page.keyboard.press('F5')
      await page.getByRole('row').first().click()
      await expect(rows.first()).toContainText('Not checked')
      await expect(page.getByRole('complementary').getByRole('alert').first()).toContainText(
        /notes|manifest/i,
      )
      await rm(path.join(backups, `${await newest(page)}.sqlite3`))
      await page.keyboard.press('F5')
      await expect(rows.first()).toContainText('File missing')
      await page.getByRole('row').first().click()
      await expect(page.getByText('It can’t be restored: its file was moved or deleted.')).toBeVisible()
      await expect(page.getByRole('complementary').getByRole('button', { name: 'Restore…' })).toBeDisabled()
      expect(await shortcomings(page)).toEqual([])
      expect(files).toHaveLength(3)
    } finally {
      await host.stop()
    }
  })

  test('finds a rehearsal again after a reload, and says when the host is gone', async ({ page }) => {
    const project = await makeDjangoProject({
      inside: base,
      folder: 'slow',
      settingsFirst: 'import os, time\ntime.sleep(float(os.environ.get("SLOW", "4")))\n',
    })
    const host = await openHost(project.root)
    try {
      await page.goto(host.address)
      await expect(title(page, 'Safe to work')).toBeVisible({ timeout: 60_000 })
      await saveNow(page)
      await page.getByRole('button', { name: /^Restore…/ }).click()
      await expect(title(page, /What changes/)).toBeVisible({ timeout: 60_000 })
      await page.getByRole('button', { name: 'Rehearse on a copy' }).click()
      await expect(title(page, 'Rehearsing on a copy')).toBeVisible()
      // Stopping asks first; afterwards the page behind is there again for everybody.
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Stop and remove the copy' }).click()
      await expect(title(page, 'Savepoints')).toBeVisible()
      await page.getByRole('button', { name: /^Restore…/ }).click()
      await expect(title(page, /What changes/)).toBeVisible({ timeout: 60_000 })
      await page.getByRole('button', { name: 'Rehearse on a copy' }).click()
      await expect(title(page, 'Rehearsing on a copy')).toBeVisible()
      await page.reload()
      const tray = page.getByRole('region', { name: 'Notifications' })
      await expect(tray).toContainText(/Rehearsing db_/)
      await expect(tray).toContainText(/Rehearsed db_/, { timeout: 60_000 })
      await host.stop()
      const lost = page.getByRole('alert').filter({ hasText: 'The connection to Savepoint ended' })
      await expect(lost).toBeVisible()
      await expect(lost.getByRole('button', { name: 'Reload' })).toBeVisible()
      expect(await shortcomings(page)).toEqual([])
    } finally {
      await host.stop()
    }
  })
})

/** The stem of the newest savepoint's files, as its pane names them. */
async function newest(page: Page): Promise<string> {
  await page.getByRole('row').first().click()
  const file = await page.getByRole('complementary').locator('dd').first().innerText()
  return file.replace(/\.sqlite3$/, '')
}
