// Installs node_modules when it is absent or older than the lockfile. Only Node's own modules: this runs in a fresh clone.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const lockfile = path.join(root, 'package-lock.json')
/** npm writes this one last: where it is missing, an install was never finished. */
const installed = path.join(root, 'node_modules/.package-lock.json')

/** 'nothing', 'ci' for a first or broken install, or 'install' when the lockfile is newer than what is there. */
export function missing() {
  if (!existsSync(installed)) return 'ci'
  return statSync(lockfile).mtimeMs > statSync(installed).mtimeMs + 1000 ? 'install' : 'nothing'
}

/** Returns once everything is there; says what it does on stderr, shows npm's output only when that fails, and then ends the process. */
export async function installMissing() {
  let wanted = missing()
  if (wanted === 'nothing') return
  // npm ci deletes node_modules first; on Windows that fails on a node.exe which runs from inside it.
  const runsFromInside = process.execPath.startsWith(path.join(root, 'node_modules') + path.sep)
  if (process.platform === 'win32' && runsFromInside) wanted = 'install'

  console.error(
    `Installing what is missing (npm ${wanted}; about a minute the first time, needs the network) …`,
  )
  const began = Date.now()
  const { program, args } = npm()
  const { status, stdout, stderr, error } = spawnSync(
    program,
    [...args, wanted, '--no-audit', '--no-fund', '--loglevel', 'error'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: false },
  )
  if (status === 0) {
    console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`)
    return
  }
  console.error(`${stdout ?? ''}${stderr ?? ''}`.trim())
  console.error(`npm ${wanted} did not succeed${error ? `: ${error.message}` : ''}. Nothing was started.`)
  process.exit(1)
}

/** npm itself, as a JavaScript file run by the Node that it came with; never through a shell. */
function npm() {
  const { npm_execpath: given, npm_node_execpath: node } = process.env
  if (given?.endsWith('npm-cli.js') && existsSync(given))
    return { program: node ?? process.execPath, args: [given] }
  const beside = [
    path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'), // Windows
    path.join(path.dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'), // nvm, the tarball, Docker's image
    '/usr/share/nodejs/npm/bin/npm-cli.js', // Debian
  ].find((file) => existsSync(file))
  if (beside !== undefined) return { program: process.execPath, args: [beside] }
  // On Windows npm is a .cmd file, which needs a shell: there one of the above is always present.
  return { program: 'npm', args: [] }
}
