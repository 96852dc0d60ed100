import {
  type CommandName,
  commandNames,
  commands,
  type OptionFacts,
  type OptionName,
  optionTable,
} from './commands.ts'

export function generalHelp(): string {
  const width = Math.max(...commandNames.map((name) => name.length))
  return [
    'Savepoint: a time machine for Django databases',
    '',
    'Usage: savepoint COMMAND [PATH] [ARGUMENTS] [OPTIONS]',
    '',
    ...commandNames.map((name) => `  ${name.padEnd(width)}  ${commands[name].says}`),
    '',
    'PATH is the project: its folder, its manage.py, or anything inside (default: here).',
    '“savepoint COMMAND --help” says more. Every command takes --json.',
    '',
  ].join('\n')
}

export function commandHelp(name: CommandName): string {
  const { says, more, operands, options } = commands[name]
  const shown = operands.map((operand) => (operand.optional === true ? `[${operand.name}]` : operand.name))
  const rows = [
    ['PATH', 'the project: its folder, its manage.py, or anything inside (default: here)'],
    ...operands.map((operand) => [operand.name, operand.says]),
    ...[...options, 'help' as const].map((option) => [optionName(option), optionTable[option].says]),
  ]
  const width = Math.max(...rows.map(([left = '']) => left.length))
  return [
    `Usage: savepoint ${[name, '[PATH]', ...shown, '[OPTIONS]'].join(' ')}`,
    '',
    says,
    ...(more === undefined ? [] : [more]),
    '',
    ...rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`),
    '',
  ].join('\n')
}

/** The command that was probably meant; null when nothing is near. */
export function nearest(word: string): CommandName | null {
  const ranked = commandNames
    .map((name) => ({ name, far: name.startsWith(word) ? 0 : distance(word.toLowerCase(), name) }))
    .toSorted((a, b) => a.far - b.far)
  const [best] = ranked
  return best !== undefined && best.far <= 2 && best.far < word.length ? best.name : null
}

function optionName(option: OptionName): string {
  const { short, value }: OptionFacts = optionTable[option]
  return `${short === undefined ? '' : `-${short}, `}--${option}${value === undefined ? '' : ` ${value}`}`
}

/** Levenshtein, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1) {
      const change = (row[j] ?? 0) + (letter === b[j] ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
