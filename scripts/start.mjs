// npm start [-- PATH]: installs what is missing, builds what is old, and opens Savepoint; without PATH on the demo project.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, isStale } from './build.mjs'
import { electronBinaryOrDownload } from './electron-binary.mjs'
import { installMissing } from './install-missing.mjs'
import { runUnderProjectNode } from './project-node.mjs'

const root = path.resolve(import.meta.dirname, '..')

await installMissing()
await runUnderProjectNode(import.meta.filename)

const { npm_lifecycle_event: script, INIT_CWD } = process.env
const typedIn = script === 'start' && INIT_CWD ? INIT_CWD : process.cwd()
const given = process.argv.slice(2).find((word) => !word.startsWith('--'))
const wanted = given === undefined ? null : path.resolve(typedIn, given)

if (isStale()) {
  console.log('Building …')
  console.log(`Built in ${((await build()) / 1000).toFixed(1)} s.`)
}

// A loopback page is all that was asked for, or all that can be had here.
const electron = process.argv.includes('--browser') ? null : electronBinaryOrDownload()
if (electron === null) {
  const asked = process.argv.includes('--browser')
  const port = process.argv.find((word) => word.startsWith('--port='))?.slice('--port='.length) ?? '0'
  process.argv = [
    process.argv[0],
    process.argv[1],
    '--port',
    port,
    ...(asked ? [] : ['--without-electron']),
    ...(wanted === null ? [] : ['--', wanted]),
  ]
  await import(pathToFileURL(path.join(root, 'out/node/browser.js')).href)
} else {
  const child = spawn(electron, [root, ...(wanted === null ? [] : [`--open=${wanted}`])], {
    stdio: 'inherit',
    shell: false,
  })
  child.on('error', (error) => {
    console.error(`Electron could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code) => process.exit(code ?? 1))
}
