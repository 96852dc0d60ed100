// Does one save or restore in a process group of its own, so that a test can kill all of it at once.
import { fileURLToPath } from 'node:url'
import { createSqliteTool } from '../../src-main/adapters/sqlite/sqlite-tool.ts'

const [verb, from, to] = process.argv.slice(2)
const workerEntry = fileURLToPath(new URL('../../src-main/adapters/sqlite/worker.ts', import.meta.url))
const tool = createSqliteTool({ workerEntry })
let begun = false
// The moment from which killing is worth while: the first byte is on its way.
const begin = async () => {
  if (!begun) process.stdout.write('begun\n')
  begun = true
}
const task = { signal: new AbortController().signal, report: () => void begin() }
const beforeReplacing = async () => {
  process.stdout.write('replacing\n')
  await begin()
}

process.stdout.write('up\n')
if (verb === 'save') await tool.save({ from, to, lockMs: 5000, verify: true }, task)
else await tool.restore({ from, into: to, lockMs: 5000, beforeReplacing }, task)
process.stdout.write('done\n')
await tool.close()
