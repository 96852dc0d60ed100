// Lint, format, types and dead code in one command; each reported as one passed or failed check.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

function bin(name, entry = name) {
  const manifestPath = require.resolve(`${name}/package.json`, { paths: [root] })
  const manifest = require(manifestPath)
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[entry]
  return path.join(path.dirname(manifestPath), file)
}

const checks = [
  ['types of core, hosts and tests', bin('typescript', 'tsc'), ['-p', 'tsconfig.json']],
  ['types of the window', bin('typescript', 'tsc'), ['-p', 'src-renderer/tsconfig.json']],
  [
    'lint',
    bin('oxlint'),
    ['--type-aware', '--deny-warnings', 'src-main', 'src-renderer', 'tests', 'scripts'],
  ],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['dead code', bin('knip'), ['--no-progress']],
]

export function check() {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, program, args] of checks) {
    const began = performance.now()
    const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`)
    tally[status === 0 ? 'passed' : 'failed'] += 1
  }
  return tally
}

if (process.argv[1] === import.meta.filename) process.exit(check().failed === 0 ? 0 : 1)
