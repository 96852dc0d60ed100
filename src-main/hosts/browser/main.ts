import { parseArgs } from 'node:util'
import { problemOf } from '../router/problem-errors.ts'
import { failureText } from '../words/failure.ts'
import { runBrowser } from './run.ts'

// The browser host as a process of its own: `browser/main.ts [--port N] [PATH]`; no PATH means the demo project.
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: {
    port: { type: 'string', default: '0' },
    // Started because Electron's program can't be had here: then the one line says so.
    'without-electron': { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

const ended = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ended.abort())

try {
  await runBrowser({
    path: positionals[0] ?? null,
    port: Number(values.port),
    checkFirst: false,
    signal: ended.signal,
    ready: (address) =>
      console.log(
        values['without-electron']
          ? `Electron can’t be had here, so the same window is open for your browser at ${address}`
          : `Savepoint is open at ${address}`,
      ),
    note: (line) => console.error(line),
  })
} catch (error) {
  console.error(failureText(problemOf(error)))
  process.exitCode = 1
}
