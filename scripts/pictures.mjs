// npm run pictures: the README's pictures, taken of the real window on the real demo project in a real browser.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { build, isStale } from './build.mjs'
import { installMissing } from './install-missing.mjs'
import { runUnderProjectNode } from './project-node.mjs'

await installMissing()
await runUnderProjectNode(import.meta.filename)

const { chromium } = await import('@playwright/test')
const { installBrowser, installSystemPieces } = await import('./install-browser.mjs')

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'assets/pictures')
installSystemPieces()
const browserPath = installBrowser()
if (browserPath === null) process.exit(1)
if (isStale()) await build()

const host = spawn(process.execPath, [path.join(root, 'out/node/browser.js')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, SAVEPOINT_DATA: path.join(os.tmpdir(), 'savepoint-pictures') },
})
const address = await new Promise((resolve) => {
  createInterface({ input: host.stdout }).on('line', (line) => {
    const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)
    if (found !== null) resolve(found[0])
  })
})

const asRoot = process.getuid?.() === 0
const browser = await chromium.launch({
  ...(browserPath === 'bundled' ? {} : { executablePath: browserPath }),
  args: [
    ...(asRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
  ],
})
try {
  mkdirSync(folder, { recursive: true })
  const page = await browser.newPage({ viewport: { width: 1440, height: 640 }, colorScheme: 'light' })
  await page.goto(address)
  const verdict = page.getByRole('heading', { level: 1, name: /ready to run|sort out/ })
  await verdict.waitFor({ timeout: 180_000 })
  // The cards fill one after another.
  await page.getByText('Clean demo data').first().waitFor()
  await page.waitForTimeout(1500)
  await page.screenshot({ path: path.join(folder, 'overview.png') })
  console.log('assets/pictures/overview.png')
} finally {
  await browser.close()
  host.kill('SIGTERM')
}
