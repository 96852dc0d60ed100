import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pythonPaths } from '../../src-main/core/environments/candidate.ts'
import { makeFile, makeVenv, openWorld, type World } from '../projects/environment-world.ts'
import { temporaryFolder } from '../projects/make-project.ts'

let home: string
let work: string
beforeEach(async () => {
  home = await temporaryFolder()
  work = path.join(home, 'work')
  await mkdir(work)
})
afterEach(() => rm(home, { recursive: true, force: true }))

const open = (world: World) => openWorld(home, world)
const venv = (folder: string, config?: string) => makeVenv(home, folder, config)
const file = (name: string, text?: string) => makeFile(home, name, text)

describe('finding environments by files', () => {
  it('lists them in the order of preference, without running any', async () => {
    const world = {
      onPath: ['usr/python3'],
      kept: { poetry: 'cache/poetry-env', pipenv: 'cache/pipenv-env', conda: 'conda/envs/shop' },
      environment: { VIRTUAL_ENV: path.join(home, 'other', 'active') },
    }
    for (const folder of ['work/site/venv', 'work/site/.venv', 'work/site/strange', 'work/venv'])
      await venv(folder)
    for (const folder of ['cache/poetry-env', 'cache/pipenv-env', 'other/active']) await venv(folder)
    await file('conda/envs/shop/conda-meta/history')
    await file('work/site/poetry.lock')
    await file('work/site/pyproject.toml', '[tool.poetry]\n')
    await file('work/site/Pipfile')
    await file('work/site/environment.yml', 'name: shop\n')
    const { environments, project, asked } = await open(world)
    const { candidates, lookedIn, chosenId } = await environments.list(project.id, false)
    expect(candidates.map((one) => [path.relative(home, one.folder), one.kind, one.reason])).toEqual([
      ['work/site/.venv', 'venv', 'in-project'],
      ['work/site/venv', 'venv', 'in-project'],
      ['work/site/strange', 'venv', 'in-project'],
      ['work/venv', 'venv', 'parent-folder'],
      ['cache/poetry-env', 'poetry', 'poetry'],
      ['cache/pipenv-env', 'pipenv', 'pipenv'],
      ['conda/envs/shop', 'conda', 'conda'],
      ['other/active', 'venv', 'active'],
      ['usr', 'system', 'on-path'],
    ])
    expect(candidates.every((one) => one.state.kind === 'found')).toBe(true)
    expect(chosenId).toBe(candidates[0]?.id)
    expect(lookedIn).toEqual([project.root, work, 'Poetry', 'Pipenv', 'conda', 'PATH'])
    expect(asked).toEqual([])
  })

  it('prefers the active one when it lies in the project, and lists it once', async () => {
    await venv('work/site/.venv')
    await venv('work/site/tools/dev')
    const environment = { VIRTUAL_ENV: path.join(work, 'site', 'tools', 'dev') }
    const { environments, project } = await open({ environment, onPath: ['work/site/tools/dev/bin/python'] })
    const { candidates } = await environments.list(project.id, false)
    expect(candidates.map((one) => one.reason)).toEqual(['active', 'in-project'])
  })

  it('does not look above the repository', async () => {
    await venv('work/venv')
    await mkdir(path.join(work, 'site', '.git'), { recursive: true })
    const { environments, project } = await open({})
    expect((await environments.list(project.id, false)).candidates).toEqual([])
  })

  it('tells uv by what it wrote, and takes UV_PROJECT_ENVIRONMENT', async () => {
    await venv('work/site/.venv', 'home = /usr/bin\nuv = 0.9.5\n')
    await venv('work/site/build/uv-env', 'uv = 0.9.5\n')
    await file('work/site/uv.lock')
    const { environments, project } = await open({ environment: { UV_PROJECT_ENVIRONMENT: 'build/uv-env' } })
    const { candidates } = await environments.list(project.id, false)
    expect(candidates.map((one) => [path.basename(one.folder), one.kind, one.reason])).toEqual([
      ['.venv', 'uv', 'in-project'],
      ['uv-env', 'uv', 'uv'],
    ])
  })

  it('is not taken in by folders that only have the name', async () => {
    await file('work/site/env/readme.txt')
    await file('work/site/.env', 'A=1\n')
    await file('work/site/bin/python')
    const { environments, project } = await open({})
    expect((await environments.list(project.id, false)).candidates).toEqual([])
  })

  it('knows where Python is on Windows, conda included', () => {
    expect(pythonPaths('C:\\p\\.venv', false, 'win32')[0]).toBe('C:\\p\\.venv\\Scripts\\python.exe')
    expect(pythonPaths('C:\\conda\\envs\\p', true, 'win32')[0]).toBe('C:\\conda\\envs\\p\\python.exe')
    expect(pythonPaths('/p/.venv', false, 'linux')[0]).toBe('/p/.venv/bin/python')
  })
})
