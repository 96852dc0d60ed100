// npm run -s savepoint -- ARGS: the command line from a checkout. Standard output is the command's alone.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isStale } from './build.mjs'
import { installMissing } from './install-missing.mjs'
import { runUnderProjectNode } from './project-node.mjs'

const root = path.resolve(import.meta.dirname, '..')
const built = path.join(root, 'out/node/cli.js')

await installMissing()
await runUnderProjectNode(import.meta.filename)
// `npm run` moves to the checkout; the folder that the command was typed in is what "here" means.
const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env
if (script === 'savepoint' && typedIn && existsSync(typedIn)) process.chdir(typedIn)
const entry = existsSync(built) && !isStale() ? built : path.join(root, 'src-main/hosts/cli/main.ts')
await import(pathToFileURL(entry).href)
