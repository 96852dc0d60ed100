import { describe, expect, it } from 'vitest'
import { ProblemCode } from '../../src-main/contract/problem.ts'
import { ProblemError } from '../../src-main/core/problem.ts'
import { parseCommandLine, wantsJson } from '../../src-main/hosts/cli/arguments.ts'
import { commandNames, commands } from '../../src-main/hosts/cli/commands.ts'
import { exitCodes } from '../../src-main/hosts/cli/exit-codes.ts'
import { commandHelp, generalHelp, nearest } from '../../src-main/hosts/cli/help.ts'

const there: ReadonlySet<string> = new Set(['/shop', '/my shop/#1', './shop'])
const parse = (...argv: string[]) => parseCommandLine(argv, '/here', (path) => there.has(path))

function why(...argv: string[]): string {
  try {
    parse(...argv)
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'input-invalid')
      return String(error.problem.facts['why'])
    throw error
  }
  throw new Error(`${argv.join(' ')} should not be understood`)
}

describe('the command line', () => {
  it('takes the project’s path first, and this folder when it is left out', () => {
    expect(parse('list')).toMatchObject({ command: 'list', path: '/here', operands: [] })
    expect(parse('list', '/elsewhere')).toMatchObject({ path: '/elsewhere', operands: [] })
    expect(parse('show', 'latest')).toMatchObject({ path: '/here', operands: ['latest'] })
    expect(parse('show', '/my shop/#1', 'latest')).toMatchObject({
      path: '/my shop/#1',
      operands: ['latest'],
    })
  })

  it('tells a path from an optional operand by looking whether it is there', () => {
    expect(parse('compare', 'a', 'b')).toMatchObject({ path: '/here', operands: ['a', 'b'] })
    expect(parse('compare', '/shop', 'a')).toMatchObject({ path: '/shop', operands: ['a'] })
    expect(parse('compare', '/gone', 'a', 'b')).toMatchObject({ path: '/gone', operands: ['a', 'b'] })
    expect(parse('export', './shop', 'a')).toMatchObject({ path: './shop', operands: ['a'] })
  })

  it('reads options anywhere, and what follows -- as it is', () => {
    expect(parse('save', '--label=--strange', '/shop', '--json')).toMatchObject({
      options: { label: '--strange', json: true },
      path: '/shop',
    })
    expect(parse('show', '--', '--json')).toMatchObject({ operands: ['--json'], options: { json: false } })
    expect(parse('restore', 'latest', '-y')).toMatchObject({ options: { yes: true, rehearse: true } })
  })

  it('refuses what it does not know, saying what and why', () => {
    expect(why('svae')).toContain('did you mean “save”?')
    expect(why('frobnicate')).toContain('savepoint --help')
    expect(why('list', '--frob')).toContain('--frob')
    expect(why('list', '--label', 'x')).toContain('--label')
    expect(why('restore')).toBe('ID is missing')
    expect(why('compare', '--json')).toBe('BEFORE is missing')
    expect(why('list', '/a', '/b')).toContain('one argument too many')
    expect(why('list', '')).toContain('PATH is empty')
    expect(why('open', '--port', '70000')).toContain('70000')
    expect(why('save', '--label')).toContain('--label')
  })

  it('knows that JSON is wanted even where the rest is not understood', () => {
    expect(wantsJson(['svae', '--json'])).toBe(true)
    expect(wantsJson(['show', '--', '--json'])).toBe(false)
  })

  it('finds the command that was probably meant', () => {
    expect(nearest('lsit')).toBe('list')
    expect(nearest('migr')).toBe('migrations')
    expect(nearest('q')).toBeNull()
    expect(nearest('telephone')).toBeNull()
  })

  it('has help for every command that names each of its operands and options', () => {
    for (const name of commandNames) {
      expect(generalHelp()).toContain(`  ${name} `)
      const help = commandHelp(name)
      for (const { name: operand } of commands[name].operands) expect(help).toContain(operand)
      for (const option of commands[name].options) expect(help).toContain(`--${option}`)
      expect(parse(name, '--help')).toEqual({ kind: 'help', command: name })
      expect(parse('help', name)).toEqual({ kind: 'help', command: name })
    }
  })

  it('ends with a code that is never 0 and that a shell can carry, for every problem', () => {
    for (const code of ProblemCode.options) expect(exitCodes[code]).toBeGreaterThan(0)
    expect(Math.max(...Object.values(exitCodes))).toBeLessThan(256)
  })
})
