import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PythonAnswer } from '../../src-main/core/ports.ts'
import { makeFile, makeVenv, openWorld, works, type World } from '../projects/environment-world.ts'
import { temporaryFolder } from '../projects/make-project.ts'
import { problemOf } from '../projects/problem-of.ts'

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
const broken: PythonAnswer = { kind: 'broken', why: 'base-python-missing', evidence: ['home is gone'] }

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
