import { existsSync } from 'node:fs'
import path from 'node:path'
import { execa } from 'execa'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { parseCommandLine } from '../../../src-main/hosts/cli/arguments.ts'
import { exitCodes } from '../../../src-main/hosts/cli/exit-codes.ts'
import { runCommand } from '../../../src-main/hosts/cli/run.ts'
import type { Terminal } from '../../../src-main/hosts/cli/terminal.ts'
import { problemOf } from '../../../src-main/hosts/router/problem-errors.ts'

const program = path.resolve(import.meta.dirname, '../../../scripts/savepoint.mjs')

export type Answered = {
  readonly code: number
  readonly json: Record<string, unknown>
  readonly err: string
}
export type Asker = {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  readonly uid: number | null
}

/** `node scripts/savepoint.mjs …` as a process of its own. */
export async function askProgram(
  { cwd, environment, uid }: Asker,
  argv: readonly string[],
): Promise<Answered> {
  const user = uid === null ? {} : { uid, gid: uid }
  const options = { cwd, env: environment, reject: false, stdin: 'ignore', ...user } as const
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, ...argv], options)
  return { code: exitCode ?? -1, json: oneObject(stdout.split('\n'), stderr), err: stderr }
}

/** All of the command line but its process: the same arguments, words and exit codes, with a core of its own. */
export async function askHere(
  { cwd, environment }: Omit<Asker, 'uid'>,
  argv: readonly string[],
  progress: (line: string | null) => void = () => undefined,
): Promise<Answered> {
  Object.assign(process.env, environment)
  const said: string[] = []
  const noted: string[] = []
  const terminal: Terminal = {
    say: (text) => said.push(...text.split('\n')),
    note: (text) => noted.push(text),
    progress,
    canAsk: false,
    ask: async () => false,
  }
  let problem: Problem | null = null
  try {
    const parsed = parseCommandLine(argv, cwd, existsSync)
    if (parsed.kind !== 'run') throw new Error('only commands are asked here')
    await runCommand(parsed, { terminal, signal: new AbortController().signal })
  } catch (error) {
    problem = problemOf(error)
    terminal.say(JSON.stringify({ problem }))
  }
  const err = noted.join('\n')
  return { code: problem === null ? 0 : exitCodes[problem.code], json: oneObject(said, err), err }
}

/** Standard output is exactly one line, one object: whatever the project prints. */
function oneObject(lines: readonly string[], err: string): Record<string, unknown> {
  expect({ lines, err }).toMatchObject({ lines: [expect.any(String)] })
  return z.record(z.string(), z.unknown()).parse(JSON.parse(lines[0] ?? ''))
}
