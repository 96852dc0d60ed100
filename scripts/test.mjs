// npm test: installs what is missing, then lints, type-checks, builds and runs every runner. Its last line sums them all.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { installMissing } from './install-missing.mjs'
import { runUnderProjectNode } from './project-node.mjs'

const root = path.resolve(import.meta.dirname, '..')
const results = path.join(root, 'tests/.results')

await installMissing()
await runUnderProjectNode(import.meta.filename)

const { check } = await import('./check.mjs')
const { installBrowser, installSystemPieces } = await import('./install-browser.mjs')

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** Runs a program with the project's Node; a runner that dies without a result counts as one failure. */
function run(args, environment = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  return status ?? 1
}

function resultOf(name, status, read) {
  try {
    const tally = read(JSON.parse(readFileSync(path.join(results, name), 'utf8')))
    const silentFailure = status !== 0 && tally.failed === 0
    if (tally.passed + tally.failed + tally.skipped === 0) return { passed: 0, failed: 1, skipped: 0 }
    return silentFailure ? { ...tally, failed: 1 } : tally
  } catch (error) {
    console.log(`No result from ${name}: ${error instanceof Error ? error.message : String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const module = (file) => path.join(root, 'node_modules', file)

function runBuild() {
  const failed = run([path.join(root, 'scripts/build.mjs')]) === 0 ? 0 : 1
  return { passed: 1 - failed, failed, skipped: 0 }
}

function runVitest() {
  const status = run([module('vitest/vitest.mjs'), 'run'])
  return resultOf('vitest.json', status, (report) => ({
    passed: report.numPassedTests,
    // A test file that can't even be loaded has no failed test of its own.
    failed:
      report.numFailedTests +
      report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
        .length,
    skipped: report.numPendingTests + report.numTodoTests,
  }))
}

function runInspectorMatrix() {
  const status = run([path.join(root, 'tests/inspector/matrix.mjs')])
  return resultOf('inspector.json', status, ({ passed, failed, skipped }) => ({ passed, failed, skipped }))
}

function runStories() {
  const browser = installBrowser()
  if (browser === null) return { passed: 0, failed: 0, skipped: 1 }
  const status = run([module('@playwright/test/cli.js'), 'test'], { SAVEPOINT_BROWSER: browser })
  const electron = existsSync(path.join(root, 'node_modules/electron/path.txt'))
  console.log(
    `skipped  electron: not run (${electron ? 'its stories come with the desktop shell' : 'binary absent'})`,
  )
  return resultOf('stories.json', status, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped + 1,
  }))
}

installSystemPieces()
const runners = [
  { name: 'lint, format, types, dead code', runner: check },
  { name: 'build', runner: runBuild },
  { name: 'rules, adapters, hosts (vitest)', runner: runVitest },
  { name: 'inspector on every Python and Django', runner: runInspectorMatrix },
  { name: 'stories in a browser (Playwright)', runner: runStories },
]

const sum = { passed: 0, failed: 0, skipped: 0 }
const summary = []
for (const { name, runner } of runners) {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const tally = runner()
  for (const key of Object.keys(sum)) sum[key] += tally[key]
  const seconds = Math.round((performance.now() - began) / 1000)
  summary.push(
    `${name}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped (${seconds} s)`,
  )
}
console.log(`\n${summary.map((line) => `  ${line}`).join('\n')}\n`)
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1)
