import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EnvironmentKind } from '../../src-main/contract/environment.ts'
import { pythonPaths } from '../../src-main/core/environments/candidate.ts'
import { createEnvironments } from '../../src-main/core/environments/environments.ts'
import { ProblemError } from '../../src-main/core/problem.ts'
import { createProjects } from '../../src-main/core/projects/projects.ts'
import type { Ports, PythonAnswer } from '../../src-main/core/ports.ts'
import { makeProject, temporaryFolder } from '../projects/make-project.ts'
import { portsAt } from '../projects/ports.ts'

let home: string
let work: string
beforeEach(async () => {
  home = await temporaryFolder()
  work = path.join(home, 'work')
  await mkdir(work)
})
afterEach(() => rm(home, { recursive: true, force: true }))

const works = (django: string | null = '5.2.1'): PythonAnswer => ({
  kind: 'works',
  version: '3.12.1',
  prefix: '/',
  django,
})
const broken: PythonAnswer = { kind: 'broken', why: 'base-python-missing', evidence: ['home is gone'] }

type World = {
  /** By the folder of the environment, relative to home. */
  readonly answers?: Readonly<Record<string, PythonAnswer>>
  readonly onPath?: readonly string[]
  readonly kept?: Readonly<Partial<Record<'poetry' | 'pipenv' | 'conda', string>>>
  readonly environment?: Record<string, string>
}

/** The real disk; Pythons that answer what the test says, and are counted. */
async function open(world: World, folder = 'site') {
  const project = await makeProject({ inside: work, folder })
  const asked: string[] = []
  let most = 0
  let now = 0
  const ask = async (python: string, _kind: EnvironmentKind): Promise<PythonAnswer> => {
    asked.push(path.relative(home, python))
    now += 1
    most = Math.max(most, now)
    await new Promise((done) => setTimeout(done, 5))
    now -= 1
    const key = Object.keys(world.answers ?? {}).find((one) =>
      python.startsWith(path.join(home, one) + path.sep),
    )
    return world.answers?.[key ?? ''] ?? works()
  }
  const ports: Ports = portsAt(home, {
    place: { version: '0', dataFolder: home, home, downloads: home, environment: world.environment ?? {} },
    python: {
      ask,
      onPath: async () => (world.onPath ?? []).map((one) => path.join(home, one)),
      keptElsewhere: async (tool) => {
        const kept = world.kept?.[tool]
        return kept === undefined ? null : path.join(home, kept)
      },
    },
  })
  const projects = createProjects(ports)
  const answer = await projects.open(project.root)
  if (answer.kind !== 'opened') throw new Error('not opened')
  const environments = createEnvironments(ports, projects)
  return { environments, project: answer.project, asked, most: () => most, root: project.root }
}

async function venv(folder: string, config = 'home = /usr/bin\n'): Promise<void> {
  await file(`${folder}/pyvenv.cfg`, config)
  await file(`${folder}/${process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'}`, '')
  await mkdir(path.join(home, folder, 'lib', 'python3.12', 'site-packages'), { recursive: true })
}

async function file(name: string, text = ''): Promise<void> {
  await mkdir(path.dirname(path.join(home, name)), { recursive: true })
  await writeFile(path.join(home, name), text)
}

async function problemOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw new Error(`no problem but ${String(error)}`)
  return error.problem
}

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

describe('verifying', () => {
  it('runs each python once, at most three at a time, and remembers until packages change', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await venv(`work/site/${name}`)
    const { environments, project, asked, most } = await open({})
    const { candidates } = await environments.list(project.id, true)
    expect(candidates.map((one) => one.state)).toEqual(
      Array.from({ length: 5 }, () => ({ kind: 'works', pythonVersion: '3.12.1', djangoVersion: '5.2.1' })),
    )
    expect(asked).toHaveLength(5)
    expect(most()).toBe(3)
    await environments.list(project.id, true)
    await environments.inUse(project)
    expect(asked).toHaveLength(5)
    await file('work/site/a/lib/python3.12/site-packages/Django-6.0.dist-info/METADATA')
    await environments.list(project.id, true)
    expect(asked).toHaveLength(6)
  })

  it('asks once for two that want to know at the same time', async () => {
    await venv('work/site/.venv')
    const { environments, project, asked } = await open({})
    await Promise.all([
      environments.inUse(project),
      environments.inUse(project),
      environments.list(project.id, true),
    ])
    expect(asked).toHaveLength(1)
  })

  it('chooses the first that works and has Django, then the first that works', async () => {
    for (const name of ['a', 'b', 'c']) await venv(`work/site/${name}`)
    const answers = { 'work/site/a': broken, 'work/site/b': works(null), 'work/site/c': works() }
    const { environments, project } = await open({ answers })
    expect(path.basename((await environments.inUse(project)).folder)).toBe('c')
    const list = await environments.list(project.id, true)
    expect(list.chosenId).toBe(list.candidates[2]?.id)
  })
})

describe('the environment in use', () => {
  it('says where it looked when there is none', async () => {
    const { environments, project } = await open({ onPath: ['usr/python3'], answers: { usr: works(null) } })
    expect(await problemOf(environments.inUse(project))).toMatchObject({
      code: 'no-environment',
      facts: { lookedIn: `${project.root}, ${work}, PATH` },
      fixes: [{ kind: 'choose-environment' }, { kind: 'retry' }],
    })
  })

  it('says what is broken', async () => {
    await venv('work/site/.venv')
    const { environments, project } = await open({ answers: { 'work/site/.venv': broken } })
    expect(await problemOf(environments.inUse(project))).toMatchObject({
      code: 'environment-broken',
      facts: { folder: path.join(project.root, '.venv'), reason: 'base-python-missing' },
      evidence: ['home is gone'],
    })
  })

  it('says that Django is missing', async () => {
    await venv('work/site/.venv')
    const { environments, project } = await open({ answers: { 'work/site/.venv': works(null) } })
    expect(await problemOf(environments.inUse(project))).toMatchObject({
      code: 'django-missing',
      facts: { folder: path.join(project.root, '.venv') },
    })
  })
})

describe('choosing', () => {
  it('keeps the choice, also when it breaks, until it is taken back', async () => {
    for (const name of ['a', 'b']) await venv(`work/site/${name}`)
    const answers: Record<string, PythonAnswer> = {}
    const { environments, project } = await open({ answers })
    const before = await environments.list(project.id, true)
    const b = before.candidates[1]?.id ?? ''
    const after = await environments.choose(project.id, b)
    expect(after.chosenId).toBe(b)
    expect(after.candidates[0]).toMatchObject({ id: b, reason: 'chosen' })
    expect(after.candidates).toHaveLength(2)
    await rm(path.join(project.root, 'b'), { recursive: true })
    answers['work/site/b'] = { kind: 'broken', why: 'python-missing', evidence: [] }
    expect(await problemOf(environments.inUse(project))).toMatchObject({ code: 'environment-broken' })
    const back = await environments.choose(project.id, null)
    expect(back.candidates.map((one) => one.reason)).toEqual(['in-project'])
    expect(path.basename((await environments.inUse(project)).folder)).toBe('a')
  })

  it('accepts only what it listed', async () => {
    const { environments, project } = await open({})
    expect(await problemOf(environments.choose(project.id, '/usr/bin/python3'))).toMatchObject({
      code: 'environment-unknown',
    })
  })
})
