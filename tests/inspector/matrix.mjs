/**
 * The inspector on every Django that Savepoint supports × every Python at hand that this Django supports, compared
 * with that Django's own commands; and the unit tests of its pure parts on every Python.
 * node tests/inspector/matrix.mjs [5.2 6.0 …]   the last line sums up; tests/.results/inspector.json has the numbers.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { execa } from 'execa'
import { conforms } from './conformance.mjs'
import { venvFor } from './pair-venv.mjs'
import { findPythons } from './pythons.mjs'

// First and last minor version of Python 3 by Django's release notes; below 3.8 is out of Savepoint's range.
const supported = { 3.2: [8, 10], 4.2: [8, 12], 5.2: [10, 14], '6.0': [12, 14], 6.1: [12, 14] }
const sums = { passed: 0, failed: 0, skipped: 0 }

const pythons = findPythons()
console.log(`pythons: ${pythons.map((it) => it.version).join(', ') || 'none'}`)
for (const python of pythons) await unitTests(python)
const wanted = process.argv.slice(2)
const pairs = Object.keys(supported)
  .filter((django) => wanted.length === 0 || wanted.includes(django))
  .sort()
  .flatMap(pairsOf)
// Two at a time: each keeps one core busy.
await Promise.all([worker(), worker()])

const results = path.resolve(import.meta.dirname, '../.results')
mkdirSync(results, { recursive: true })
writeFileSync(path.join(results, 'inspector.json'), JSON.stringify(sums))
console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`)
if (sums.failed > 0 || sums.passed === 0) process.exitCode = 1

function pairsOf(django) {
  const [first, last] = supported[django]
  return Array.from({ length: last - first + 1 }, (_, at) => ({ django, minor: first + at }))
}

async function worker() {
  for (let pair = pairs.shift(); pair !== undefined; pair = pairs.shift()) await run(pair)
}

async function run({ django, minor }) {
  const label = `Django ${django} × Python 3.${minor}`
  const python = pythons.find((it) => it.minor === minor)
  if (python === undefined) return say('skipped', label, `no Python 3.${minor} at hand`)
  let venv
  try {
    venv = await venvFor(python, django, pythons.at(-1).path)
  } catch (error) {
    return say('skipped', label, `its environment could not be made: ${lastLine(error)}`)
  }
  const from = performance.now()
  try {
    const situations = await conforms(venv)
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    say('passed', label, `${situations} situations in ${seconds} s`)
  } catch (error) {
    say('failed', label, lastLines(error.message))
  }
}

async function unitTests(python) {
  const words = ['-B', '-m', 'unittest', 'discover', '-s', import.meta.dirname, '-p', 'test_*.py']
  const { exitCode, stderr } = await execa(python.path, words, { reject: false })
  const count = /^Ran (\d+) test/m.exec(stderr)?.[1] ?? '0'
  const label = `unit tests × Python ${python.version}`
  if (exitCode === 0 && count !== '0') say('passed', label, `${count} tests`)
  else say('failed', label, lastLines(stderr))
}

function say(outcome, label, detail) {
  sums[outcome] += 1
  console.log(`${outcome.padEnd(7)} ${label}: ${detail}`)
}

function lastLines(text) {
  const lines = text.trim().split('\n')
  return lines.length > 30 ? [lines[0], '…', ...lines.slice(-28)].join('\n') : lines.join('\n')
}

function lastLine(error) {
  return String(error.stderr || error.message)
    .trim()
    .split('\n')
    .at(-1)
}
