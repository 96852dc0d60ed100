import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPython } from '../../src-main/adapters/python.ts'
import { temporaryFolder } from '../projects/make-project.ts'

/** Real poetry and pipenv, installed once per machine; they make the environments that are looked for. */
const tools = path.join(os.tmpdir(), 'savepoint-tests-poetry-pipenv')
let base: string
beforeAll(async () => {
  if (await exists(path.join(tools, 'ready'))) return
  await rm(tools, { recursive: true, force: true })
  await execa('python3', ['-m', 'venv', tools])
  await execa(tool('pip'), ['install', '-q', '--disable-pip-version-check', 'poetry', 'pipenv'])
  await writeFile(path.join(tools, 'ready'), '')
}, 240_000)
beforeEach(async () => {
  base = await temporaryFolder()
})
afterEach(() => rm(base, { recursive: true, force: true }))

const tool = (name: string) => path.join(tools, process.platform === 'win32' ? 'Scripts' : 'bin', name)
const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )
const env = (more: Record<string, string> = {}) => ({
  PATH: process.env['PATH'],
  HOME: base,
  POETRY_VIRTUALENVS_OPTIONS_NO_PIP: 'true',
  ...more,
})
const kept = (name: 'poetry' | 'pipenv' | 'conda', root: string, more: Record<string, string> = {}) =>
  createPython({ home: base, environment: env(more) }).keptElsewhere(name, root)

async function folder(name: string, files: Record<string, string> = {}): Promise<string> {
  const made = path.join(base, name)
  await mkdir(made, { recursive: true })
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(made, file), text)
  return made
}

const pyproject = `[project]
name = "My-cafe.site"
version = "1.0"
requires-python = ">=3.8"
[tool.poetry]
package-mode = false
`

describe('poetry', () => {
  const poetry = async (cwd: string, args: readonly string[], more: Record<string, string> = {}) =>
    (await execa(tool('poetry'), args, { cwd, env: env(more), extendEnv: false })).stdout.trim()

  it('is found where poetry itself made it, in its cache and where its settings say', async () => {
    const root = await folder("it's here é", { 'pyproject.toml': pyproject })
    expect(await kept('poetry', root)).toBeNull()
    await poetry(root, ['env', 'use', '-q', 'python3'])
    const said = await poetry(root, ['env', 'info', '--path'])
    expect(said).toContain(path.join(base, '.cache', 'pypoetry', 'virtualenvs'))
    expect(await kept('poetry', root)).toBe(said)

    const own = { POETRY_VIRTUALENVS_PATH: path.join(base, 'own') }
    await poetry(root, ['env', 'use', '-q', 'python3'], own)
    expect(await kept('poetry', root, own)).toBe(await poetry(root, ['env', 'info', '--path'], own))

    await poetry(root, ['config', 'cache-dir', path.join(base, 'caches', 'c')])
    await poetry(root, ['env', 'use', '-q', 'python3'])
    const moved = await poetry(root, ['env', 'info', '--path'])
    expect(moved).toContain(path.join(base, 'caches'))
    expect(await kept('poetry', root)).toBe(moved)
  }, 120_000)

  it('is not the environment of another folder', async () => {
    const one = await folder('one', { 'pyproject.toml': pyproject })
    const two = await folder('two', { 'pyproject.toml': pyproject })
    await poetry(one, ['env', 'use', '-q', 'python3'])
    expect(await kept('poetry', one)).not.toBeNull()
    expect(await kept('poetry', two)).toBeNull()
  }, 60_000)
})

describe('pipenv', () => {
  const pipenv = async (cwd: string, args: readonly string[], more: Record<string, string> = {}) =>
    (
      await execa(tool('pipenv'), args, {
        cwd,
        env: env({ PIPENV_VERBOSITY: '-1', ...more }),
        extendEnv: false,
      })
    ).stdout.trim()

  it('is found where pipenv itself made it, and below WORKON_HOME', async () => {
    const root = await folder("Shop O'Neil", { Pipfile: '[packages]\n' })
    expect(await kept('pipenv', root)).toBeNull()
    await pipenv(root, ['--python', 'python3'])
    const said = await pipenv(root, ['--venv'])
    expect(await kept('pipenv', root)).toBe(said)
    const own = { WORKON_HOME: path.join(base, 'work on') }
    // As if it had been made there: pipenv takes a while.
    await mkdir(own.WORKON_HOME)
    await rename(said, path.join(own.WORKON_HOME, path.basename(said)))
    expect(await kept('pipenv', root)).toBeNull()
    expect(await kept('pipenv', root, own)).toBe(await pipenv(root, ['--venv'], own))
  }, 120_000)

  it('follows a file .venv that names a folder', async () => {
    const elsewhere = await folder('elsewhere')
    const named = await folder('.local/share/virtualenvs/named')
    const root = await folder('root', { Pipfile: '', '.venv': `${elsewhere}\n` })
    expect(await kept('pipenv', root)).toBe(elsewhere)
    await writeFile(path.join(root, '.venv'), 'named')
    expect(await kept('pipenv', root)).toBe(named)
  })
})

describe('conda (a recorded layout: conda itself is not run)', () => {
  it('is found by the name in environment.yml, in the folders that conda wrote down', async () => {
    const environment = await folder('miniconda3/envs/shop')
    const root = await folder('root', {
      'environment.yml': `# ours\nname: "shop" # here\nchannels:\n  - conda-forge\ndependencies:\n  - name: other\n`,
    })
    expect(await kept('conda', root)).toBeNull()
    await mkdir(path.join(environment, 'conda-meta'))
    expect(await kept('conda', root)).toBe(environment)
    const far = await folder('far/away/shop')
    await mkdir(path.join(far, 'conda-meta'))
    await folder('.conda', { 'environments.txt': `${path.join(base, 'gone', 'shop')}\n${far}\n` })
    expect(await kept('conda', root)).toBe(far)
  })
})
