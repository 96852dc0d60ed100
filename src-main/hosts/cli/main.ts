import { existsSync } from 'node:fs'
import type { Problem } from '../../contract/problem.ts'
import { ProblemError } from '../../core/problem.ts'
import { type Parsed, parseCommandLine, wantsJson } from './arguments.ts'
import { exitCodes } from './exit-codes.ts'
import { failureText } from '../words/failure.ts'
import { commandHelp, generalHelp } from './help.ts'
import { createTerminal } from './terminal.ts'

// Whoever reads us may have gone (`| head`); work under way goes on to its clean end all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort())

const terminal = createTerminal(process)
const code = await main(process.argv.slice(2))
// A pipe may still be taking the last lines.
await Promise.all([process.stdout, process.stderr].map(flushed))
process.exit(code)

async function main(argv: readonly string[]): Promise<number> {
  try {
    const parsed = parseCommandLine(argv, process.cwd(), existsSync)
    if (parsed.kind === 'run') await run(parsed)
    else terminal.say(await textOf(parsed))
    return 0
  } catch (error) {
    const problem = await problemOf(error)
    if (wantsJson(argv)) terminal.say(JSON.stringify({ problem }))
    else {
      terminal.note(failureText(problem))
      if (problem.facts['what'] === 'command') terminal.note(`\n${generalHelp()}`)
    }
    return exitCodes[problem.code]
  }
}

async function run(parsed: Extract<Parsed, { kind: 'run' }>): Promise<void> {
  // Only now: help must not wait for the whole program.
  const { runCommand } = await import('./run.ts')
  await runCommand(parsed, { terminal, signal: interrupted.signal })
}

async function textOf(parsed: Exclude<Parsed, { kind: 'run' }>): Promise<string> {
  if (parsed.kind === 'help') return parsed.command === null ? generalHelp() : commandHelp(parsed.command)
  const { default: facts } = await import('../../../package.json', { with: { type: 'json' } })
  return facts.version
}

async function problemOf(error: unknown): Promise<Problem> {
  if (error instanceof ProblemError) return error.problem
  return (await import('../router/problem-errors.ts')).problemOf(error)
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve())
  })
}
