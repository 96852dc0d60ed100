// Lint, format, types and dead code in one command; each reported as one passed or failed check.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

/** The JavaScript file behind a tool's command; run by our own Node, never through a shell. */
function bin(name, entry = name) {
  const folder = path.join(root, 'node_modules', name)
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[entry])
}

const checks = [
  {
    name: 'types of core, hosts and tests',
    program: bin('typescript', 'tsc'),
    args: ['-p', 'tsconfig.json'],
  },
  {
    name: 'types of the window',
    program: bin('typescript', 'tsc'),
    args: ['-p', 'src-renderer/tsconfig.json'],
  },
  {
    name: 'lint',
    program: bin('oxlint'),
    args: ['--type-aware', '--deny-warnings', 'src-main', 'src-renderer', 'tests', 'scripts'],
  },
  { name: 'format', program: bin('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'dead code', program: bin('knip'), args: ['--no-progress'] },
]

export function check() {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, program, args } of checks) {
    const began = performance.now()
    const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`)
    tally[status === 0 ? 'passed' : 'failed'] += 1
  }
  return tally
}

if (process.argv[1] === import.meta.filename) process.exit(check().failed === 0 ? 0 : 1)
