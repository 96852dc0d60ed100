// npm run bench: every measurement, side by side in one run. Flags go on to the SQLite bench (--mb 200,2000 --runs 3).
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { installMissing } from './install-missing.mjs'
import { runUnderProjectNode } from './project-node.mjs'

await installMissing()
await runUnderProjectNode(import.meta.filename)

const benches = path.resolve(import.meta.dirname, '../tests/bench')
const flags = process.argv.slice(2)
const runs = [
  { file: 'sqlite.mjs', args: flags.length > 0 ? flags : ['--mb', '200,2000', '--runs', '3'] },
  { file: 'inspection.mjs', args: [] },
  { file: 'listing.mjs', args: [] },
]

let failed = 0
for (const { file, args } of runs) {
  const { status } = spawnSync(process.execPath, [path.join(benches, file), ...args], { stdio: 'inherit' })
  if (status !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
