import { parseArgs } from 'node:util'
import { problem } from '../../core/problem.ts'
import {
  type CommandName,
  commandNames,
  commands,
  type OptionFacts,
  type OptionName,
  optionTable,
} from './commands.ts'
import { nearest } from './help.ts'

export type Parsed =
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run'
      readonly command: CommandName
      readonly path: string
      readonly operands: readonly string[]
      readonly options: Options
    }

export type Options = {
  readonly json: boolean
  readonly yes: boolean
  readonly rehearse: boolean
  readonly database: string | null
  readonly label: string | null
  readonly port: number
}

/** Was --json given, even where the rest can't be understood? Failures are then JSON too. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? undefined : end).includes('--json')
}

/** What is asked for. `exists` says whether a path is there: with optional operands, that tells PATH from the first of them. Problem: input-invalid. */
export function parseCommandLine(
  argv: readonly string[],
  cwd: string,
  exists: (path: string) => boolean,
): Parsed {
  const [first, ...rest] = argv
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help', command: null }
  if (first === '--version' || first === '-V') return { kind: 'version' }
  if (first === 'help') return { kind: 'help', command: commandOf(rest[0]) }
  const command = commandOf(first)
  if (command === null) throw unknownCommand(first)
  const { values, positionals } = parse(command, rest)
  if (values.help === true) return { kind: 'help', command }

  const { operands } = commands[command]
  const least = operands.filter((operand) => operand.optional !== true).length
  const given = positionals.length
  const hasPath =
    given > operands.length || (given > least && positionals[0] !== undefined && exists(positionals[0]))
  const own = hasPath ? positionals.slice(1) : positionals
  if (own.length > operands.length)
    throw invalid(`“${own.at(-1) ?? ''}” is one argument too many`, 'arguments')
  if (own.length < least)
    throw invalid(`${operands[own.length]?.name ?? 'An argument'} is missing`, 'arguments')
  const path = hasPath ? (positionals[0] ?? cwd) : cwd
  if (path === '') throw invalid('PATH is empty', 'PATH')
  return {
    kind: 'run',
    command,
    path,
    operands: own,
    options: {
      json: values.json === true,
      yes: values.yes === true,
      rehearse: values['no-rehearsal'] !== true,
      database: values.database ?? null,
      label: values.label ?? null,
      port: portOf(values.port),
    },
  }
}

type Values = Partial<
  Record<'json' | 'yes' | 'no-rehearsal' | 'help', boolean> & Record<'database' | 'label' | 'port', string>
>

function parse(command: CommandName, argv: readonly string[]) {
  const names: readonly OptionName[] = [...commands[command].options, 'help']
  const options = Object.fromEntries(
    names.map((name) => {
      const { type, short }: OptionFacts = optionTable[name]
      return [name, short === undefined ? { type } : { type, short }]
    }),
  )
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    const values: Values = parsed.values
    return { values, positionals: parsed.positionals }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Node's own words say which option and why; their second sentence is about `--`.
    throw invalid(error.message.split(/[.\n]/)[0] ?? error.message, 'options')
  }
}

function commandOf(word: string | undefined): CommandName | null {
  return commandNames.find((name) => name === word) ?? null
}

function unknownCommand(word: string) {
  const near = nearest(word)
  const meant = near === null ? 'savepoint --help lists the commands' : `did you mean “${near}”?`
  return invalid(`there is no command “${word}”; ${meant}`, 'command')
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw invalid(`“${text}” is not a port`, '--port')
  return port
}

export function invalid(why: string, what: string) {
  return problem('input-invalid', { facts: { what, why } })
}
