// Electron's program, where it is or can be had. Its package has no install script: the program comes on demand.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const folder = path.join(root, 'node_modules/electron')
const refused = path.join(root, 'node_modules/.cache/savepoint/electron-not-had')
const day = 24 * 60 * 60 * 1000

/** Absolute path of the program, or null. Never `require('electron')` to find out: that would start a download. */
export function electronBinary() {
  const note = path.join(folder, 'path.txt')
  if (!existsSync(note)) return null
  const file = path.join(folder, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(file) ? file : null
}

/** The same after one try to download it (120 s at most). A failed try is not repeated for a day, and never made on CI. */
export function electronBinaryOrDownload() {
  const there = electronBinary()
  if (there !== null || process.env['CI'] || !existsSync(path.join(folder, 'install.js'))) return there
  if (existsSync(refused) && Date.now() - statSync(refused).mtimeMs < day) return null
  console.log('Looking for Electron (once a day, two minutes at most) …')
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'install.js')], {
    cwd: root,
    timeout: 120_000,
    encoding: 'utf8',
    shell: false,
  })
  const got = status === 0 ? electronBinary() : null
  if (got !== null) {
    rmSync(refused, { force: true })
    return got
  }
  mkdirSync(path.dirname(refused), { recursive: true })
  writeFileSync(refused, (stderr ?? '').slice(-2000))
  return null
}
