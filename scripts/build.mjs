// Builds out/: the window (renderer), the node side (command line, browser host, workers) and the Electron shell, each on its own.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { installMissing } from './install-missing.mjs'
import { runUnderProjectNode } from './project-node.mjs'

const root = path.resolve(import.meta.dirname, '..')
const out = path.join(root, 'out')
const stamp = path.join(out, '.built')
const sources = ['src-main', 'src-renderer', 'package.json', 'package-lock.json', 'scripts/build.mjs']

/** Is there a source newer than the last whole build (than its beginning: what changed meanwhile may not be in it)? */
export function isStale() {
  if (!existsSync(stamp)) return true
  const built = Date.parse(readFileSync(stamp, 'utf8').trim())
  return Number.isNaN(built) || sources.some((name) => newest(path.join(root, name)) > built)
}

/** Everything, from nothing; the stamp is written last, so a build that stopped halfway is built again. */
export async function build() {
  const began = Date.now()
  rmSync(stamp, { force: true })
  const { build: vite } = await import('vite')
  const react = (await import('@vitejs/plugin-react')).default
  const plans = [rendererPlan(react), nodePlan(), electronMainPlan(), electronPreloadPlan()]
  await Promise.all(plans.filter((plan) => plan !== null).map((plan) => vite(plan)))
  mkdirSync(out, { recursive: true })
  writeFileSync(stamp, `${new Date(began).toISOString()}\n`)
  return Date.now() - began
}

const shared = { configFile: false, logLevel: 'warn', clearScreen: false }

function rendererPlan(react) {
  return {
    ...shared,
    root: path.join(root, 'src-renderer'),
    base: './',
    // favicon.ico and the icon itself
    publicDir: path.join(root, 'assets/icons'),
    plugins: [react()],
    build: {
      target: 'chrome140',
      outDir: path.join(out, 'renderer'),
      emptyOutDir: true,
      // Scripts of the page come from files only: the policy of every host forbids inline ones.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
    },
  }
}

/** Separate from Electron's main, so that no shared chunk pulls `electron` into a host without it. */
function nodePlan() {
  return serverPlan('node', 'es', {
    cli: 'src-main/hosts/cli/main.ts',
    browser: 'src-main/hosts/browser/main.ts',
    'sqlite-worker': 'src-main/adapters/sqlite/worker.ts',
  })
}

function electronMainPlan() {
  return serverPlan('electron', 'es', {
    main: 'src-main/hosts/electron/main.ts',
    'core-process': 'src-main/hosts/electron/core-process.ts',
    'sqlite-worker': 'src-main/adapters/sqlite/worker.ts',
  })
}

/** A sandboxed preload must be one CommonJS file that requires nothing but electron. */
function electronPreloadPlan() {
  return serverPlan('preload', 'cjs', { preload: 'src-main/hosts/electron/preload.ts' })
}

function serverPlan(folder, format, entries) {
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.join(root, file)]),
  )
  const extension = format === 'cjs' ? 'cjs' : 'js'
  return {
    ...shared,
    root,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', 'node-pty'], target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: path.join(out, folder),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input,
        external: ['electron', 'node-pty'],
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `[name]-[hash].${extension}`,
        },
      },
    },
  }
}

function newest(file) {
  if (!existsSync(file)) return 0
  const facts = statSync(file)
  if (!facts.isDirectory()) return facts.mtimeMs
  return readdirSync(file).reduce(
    (most, name) => Math.max(most, newest(path.join(file, name))),
    facts.mtimeMs,
  )
}

if (process.argv[1] === import.meta.filename) {
  await installMissing()
  await runUnderProjectNode(import.meta.filename)
  console.log(`Built out/ in ${((await build()) / 1000).toFixed(1)} s`)
}
