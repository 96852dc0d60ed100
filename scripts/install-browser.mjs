// A browser for the stories: the machine's Chromium, else Debian's (as root), else Playwright's own.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export function findBrowser() {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && existsSync(named)) return named
  return known.find((file) => existsSync(file)) ?? null
}

function apt(...packages) {
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet).status === 0
  return install() || (spawnSync('apt-get', ['update'], quiet).status === 0 && install())
}

/** Debian packages that the tests use where they run as root; says what could not be had. */
export function installSystemPieces() {
  const isDebianRoot =
    process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!isDebianRoot) return
  const missing = []
  if (findBrowser() === null) missing.push('chromium', 'fonts-liberation')
  if (!existsSync('/usr/bin/sqlite3')) missing.push('sqlite3')
  if (missing.length === 0) return
  console.log(`Installing ${missing.join(', ')} …`)
  if (!apt(...missing)) console.log(`Could not install ${missing.join(', ')}`)
}

/** Path of a browser, 'bundled' for Playwright's own, or null with the reason printed. */
export function installBrowser() {
  const found = findBrowser()
  if (found !== null) return found
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js')
  console.log('Installing Playwright’s own Chromium …')
  const { status } = spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status === 0) return 'bundled'
  console.log('No browser could be had: the stories are skipped.')
  return null
}
