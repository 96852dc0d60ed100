/** The command line as data: what the help says and what the arguments are checked against. No imports: `--help` must be instant. */

export const commandNames = [
  'open',
  'status',
  'save',
  'list',
  'show',
  'verify',
  'compare',
  'restore',
  'undo',
  'export',
  'import',
  'migrations',
] as const
export type CommandName = (typeof commandNames)[number]

export type OptionFacts = {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  readonly value?: string
  readonly says: string
}

export const optionTable = {
  json: { type: 'boolean', says: 'one JSON object on standard output, failures too' },
  database: { type: 'string', value: 'ALIAS', says: 'which entry of DATABASES (default: default)' },
  label: { type: 'string', value: 'TEXT', says: 'a few words to find the savepoint again' },
  yes: { type: 'boolean', short: 'y', says: 'don’t ask' },
  'no-rehearsal': { type: 'boolean', says: 'don’t try it on a staging copy first' },
  port: { type: 'string', value: 'PORT', says: 'port on 127.0.0.1 (default: any free one)' },
  help: { type: 'boolean', short: 'h', says: 'this help' },
} as const satisfies Record<string, OptionFacts>
export type OptionName = keyof typeof optionTable

type Operand = { readonly name: string; readonly says: string; readonly optional?: boolean }

export type Command = {
  readonly says: string
  readonly more?: string
  readonly operands: readonly Operand[]
  readonly options: readonly OptionName[]
}

const id: Operand = { name: 'ID', says: 'its id, “latest”, or its label' }

export const commands: Readonly<Record<CommandName, Command>> = {
  open: { says: 'Open the window on a project.', operands: [], options: ['port', 'json'] },
  status: { says: 'Say where the project’s databases stand.', operands: [], options: ['json'] },
  save: {
    says: 'Save the database, checked, while others may go on writing.',
    operands: [],
    options: ['label', 'database', 'json'],
  },
  list: { says: 'List the savepoints.', operands: [], options: ['json'] },
  show: { says: 'Show one savepoint.', operands: [id], options: ['json'] },
  verify: { says: 'Check a savepoint again, byte for byte.', operands: [id], options: ['json'] },
  compare: {
    says: 'Say how rows differ between two savepoints, or a savepoint and now.',
    operands: [
      { name: 'BEFORE', says: 'an id, “latest”, a label, or “now”' },
      { name: 'AFTER', says: 'the same; “now” when left out', optional: true },
    ],
    options: ['database', 'json'],
  },
  restore: {
    says: 'Bring a savepoint back; what is there now is saved first.',
    more: 'Shows what changes, rehearses it on a copy, asks, replaces, checks. “undo” takes it back.',
    operands: [id],
    options: ['yes', 'no-rehearsal', 'json'],
  },
  undo: { says: 'Take the last restore back.', operands: [], options: ['yes', 'json'] },
  export: {
    says: 'Write one .savepoint file for another machine.',
    operands: [
      id,
      {
        name: 'TO',
        says: 'a folder, or a file name ending in .savepoint (default: Downloads)',
        optional: true,
      },
    ],
    options: ['json'],
  },
  import: {
    says: 'Take a .savepoint file into the list, after checking it.',
    operands: [{ name: 'BUNDLE', says: 'the .savepoint file' }],
    options: ['json'],
  },
  migrations: {
    says: 'List migrations as each database has them, ghosts and conflicts included.',
    operands: [],
    options: ['database', 'json'],
  },
}
