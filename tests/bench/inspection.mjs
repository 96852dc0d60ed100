/**
 * One inspection beside the five manage.py commands that it replaces, in turns on one project of 60 apps × 20
 * migrations (two apps migrated). Prints medians and ratios; run it with Node 24: node tests/bench/inspection.mjs [rounds]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createPythonInspector } from '../../src-main/adapters/inspector.ts'
import { djangoVenvPython } from '../projects/django-venv.ts'
import { writeLargeProject } from './inspection-project.mjs'

const rounds = Number(process.argv[2] ?? 5)
const commands = [
  ['showmigrations'],
  ['showmigrations', '--plan'],
  ['migrate', '--plan'],
  ['makemigrations', '--check', '--dry-run'],
  ['check'],
]

const python = await djangoVenvPython()
const folder = mkdtempSync(path.join(os.tmpdir(), 'savepoint-bench-inspection-'))
try {
  const root = path.join(folder, 'project')
  writeLargeProject(root)
  // Both sides start warm: manage.py keeps its compiled modules in the project, whatever this machine says.
  const { PYTHONDONTWRITEBYTECODE: _, ...env } = process.env
  const manage = (...words) =>
    execFileSync(python, ['manage.py', ...words], { cwd: root, stdio: 'pipe', env })
  for (const app of ['auth', 'admin', 'sessions', 'app10', 'app20']) manage('migrate', app)
  const inspector = createPythonInspector({
    entry: path.resolve(import.meta.dirname, '../../assets/inspector'),
    bytecodeFolder: path.join(folder, 'bytecode'),
  })
  const target = { root, settingsModule: 'site_.settings', python, timeoutMs: 60_000 }
  let timings = {}
  let size = null
  const inspect = async () => {
    let first = null
    const from = performance.now()
    for await (const fact of inspector.inspect(target, new AbortController().signal)) {
      if (fact.kind === 'databases') first = performance.now() - from
      if (fact.kind === 'picture') {
        timings = fact.picture.timings
        const { migrations, plan } = fact.picture.migrations.default
        size = { migrations: migrations.length, pending: plan.length, unmade: fact.picture.unmade }
      }
    }
    return { ms: performance.now() - from, first }
  }
  const ours = []
  const firsts = []
  const theirs = commands.map(() => [])
  await inspect()
  for (const words of commands) manage(...words)
  for (let round = 0; round < rounds; round++) {
    const told = await inspect()
    ours.push(told.ms)
    firsts.push(told.first)
    for (const [at, words] of commands.entries()) {
      const from = performance.now()
      manage(...words)
      theirs[at].push(performance.now() - from)
    }
  }
  const mine = median(ours)
  console.log(`project: ${JSON.stringify(size)}, ${rounds} rounds, medians`)
  console.log(`inspection ${seconds(mine)} (databases known after ${seconds(median(firsts))})`)
  for (const [at, words] of commands.entries()) {
    const other = median(theirs[at])
    console.log(
      `manage.py ${words.join(' ').padEnd(36)} ${seconds(other)}  ratio ${(mine / other).toFixed(2)}`,
    )
  }
  const all = theirs.reduce((sum, one) => sum + median(one), 0)
  console.log(`the five together ${''.padEnd(28)} ${seconds(all)}  ratio ${(mine / all).toFixed(2)}`)
  console.log(`where it went, ms: ${JSON.stringify(timings)}`)
  const ratio = mine / median(theirs[0])
  if (ratio > 1) process.exitCode = 1
  console.log(`target ≤ 1.00 × showmigrations: ${ratio <= 1 ? 'met' : 'MISSED'} (${ratio.toFixed(2)})`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`
}
