import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createProjects } from '../../src-main/core/projects/projects.ts'
import type { Ports } from '../../src-main/core/ports.ts'
import { makeProject, temporaryFolder } from '../projects/make-project.ts'
import { portsAt } from '../projects/ports.ts'
import { problemOf } from '../projects/problem-of.ts'

let base: string
beforeEach(async () => {
  base = await temporaryFolder()
})
afterEach(() => rm(base, { recursive: true, force: true }))

function portsWith(environment: Record<string, string> = {}): Ports {
  let seconds = 0
  return portsAt(base, {
    clock: { now: () => new Date(Date.UTC(2026, 10, 21, 10, 0, (seconds += 1))), ticks: () => 0 },
    place: { version: '0', dataFolder: base, home: path.dirname(base), downloads: base, environment },
  })
}

async function opened(ports: Ports, from: string) {
  const answer = await createProjects(ports).open(from)
  if (answer.kind !== 'opened') throw new Error('was asked to choose')
  return answer.project
}

describe('opening a project', () => {
  it.each([
    'plain',
    'two words',
    "O'Brien",
    'a#b',
    '100% sure?',
    'Привет 日本 é',
    '"quoted"',
    '-dash',
    '$HOME',
  ])(
    'works in a folder called %s, from the folder, its manage.py, and a file deep inside',
    async (folder) => {
      const project = await makeProject({ inside: base, folder })
      for (const from of [project.root, project.managePy, path.join(project.root, 'notes', 'models.py')]) {
        const found = await opened(portsWith(), from)
        expect(found).toMatchObject({
          root: project.root,
          managePy: project.managePy,
          name: folder,
          settingsModule: 'config.settings',
          settingsFrom: 'manage.py',
          backupsFolder: path.join(project.root, 'backups'),
        })
      }
    },
  )

  it.each(['repo', 'repo/backend', 'repo/backend/src'])(
    'finds manage.py in %s from the repository',
    async (at) => {
      const project = await makeProject({ inside: base, folder: at })
      const found = await opened(portsWith(), path.join(base, 'repo'))
      expect(found.root).toBe(project.root)
      expect(found.name).toBe('repo')
    },
  )

  it('looks three levels down no more, and says where it looked', async () => {
    await makeProject({ inside: base, folder: 'repo/a/b/c' })
    const repo = path.join(base, 'repo')
    const problem = await problemOf(createProjects(portsWith()).open(repo))
    expect(problem).toMatchObject({
      code: 'not-a-django-project',
      facts: { folder: repo, lookedFor: 'manage.py', foldersLookedIn: 4 },
      fixes: [{ kind: 'choose-folder' }],
    })
    expect(problem.facts['lookedIn']).toContain(path.join(repo, 'a', 'b'))
  })

  it('asks when there are several, then opens the chosen one', async () => {
    const shop = await makeProject({ inside: base, folder: 'repo/shop' })
    const blog = await makeProject({ inside: base, folder: 'repo/blog/web' })
    const projects = createProjects(portsWith())
    expect(await projects.open(path.join(base, 'repo'))).toEqual({
      kind: 'choose',
      candidates: [
        { managePy: shop.managePy, name: 'shop', settingsModule: 'config.settings' },
        { managePy: blog.managePy, name: 'blog', settingsModule: 'config.settings' },
      ],
    })
    expect(await projects.open(blog.managePy)).toMatchObject({ kind: 'opened', project: { root: blog.root } })
  })

  it('never enters environments, hidden folders or node_modules', async () => {
    for (const folder of ['venv/x', '.hidden', 'node_modules/y', 'custom']) {
      await makeProject({ inside: base, folder: `repo/${folder}` })
    }
    await writeFile(path.join(base, 'repo', 'custom', 'pyvenv.cfg'), 'home = /usr/bin\n')
    await rm(path.join(base, 'repo', 'custom', 'manage.py'))
    const problem = await problemOf(createProjects(portsWith()).open(path.join(base, 'repo')))
    expect(problem.code).toBe('not-a-django-project')
  })

  it('passes over a manage.py that is not of Django', async () => {
    await mkdir(path.join(base, 'flask'))
    await writeFile(path.join(base, 'flask', 'manage.py'), 'from flask_script import Manager\n')
    const problem = await problemOf(createProjects(portsWith()).open(path.join(base, 'flask', 'manage.py')))
    expect(problem.code).toBe('not-a-django-project')
  })

  it('finds the project beside folders that it may not look into', async () => {
    const project = await makeProject({ inside: base, folder: 'repo/site' })
    await mkdir(path.join(base, 'repo', 'closed', 'inner'), { recursive: true })
    const ports = portsWith()
    const refuse = (at: string) => {
      if (at.includes('closed')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
    }
    const files = {
      ...ports.files,
      look: async (at: string) => (refuse(at), ports.files.look(at)),
      list: async (at: string) => (refuse(at), ports.files.list(at)),
    }
    const found = await opened(portsAt(base, { files }), path.join(base, 'repo'))
    expect(found.root).toBe(project.root)
  })

  it('names the path that is not there', async () => {
    const missing = path.join(base, 'gone')
    expect(await problemOf(createProjects(portsWith()).open(missing))).toMatchObject({
      code: 'folder-not-found',
      facts: { path: missing },
    })
  })

  it('gives the same project the same id through a link', async () => {
    const project = await makeProject({ inside: base, folder: 'real' })
    await symlink(project.root, path.join(base, 'link'), 'junction')
    const direct = await opened(portsWith(), project.root)
    const linked = await opened(portsWith(), path.join(base, 'link'))
    expect(linked).toEqual(direct)
    const fromLink = await opened(portsWith(), path.join(base, 'link', 'manage.py'))
    expect(fromLink.id).toBe(direct.id)
  })
})

describe('the settings module', () => {
  it('comes from our environment only when the module is in this project', async () => {
    const project = await makeProject({ inside: base })
    await project.write('config/production.py', 'from .settings import *\n')
    const ours = portsWith({ DJANGO_SETTINGS_MODULE: 'config.production' })
    expect(await opened(ours, project.root)).toMatchObject({
      settingsModule: 'config.production',
      settingsFrom: 'environment',
    })
    const foreign = portsWith({ DJANGO_SETTINGS_MODULE: 'other.settings' })
    expect(await opened(foreign, project.root)).toMatchObject({
      settingsModule: 'config.settings',
      settingsFrom: 'manage.py',
    })
  })

  it('comes from .env, quotes, comments and a BOM included', async () => {
    const project = await makeProject({ inside: base })
    await project.write('config/local/__init__.py', '')
    await project.write(
      '.env',
      `\uFEFF# mine\nexport DJANGO_SETTINGS_MODULE="config.local" # here\nDEBUG=1\n`,
    )
    expect(await opened(portsWith(), project.root)).toMatchObject({
      settingsModule: 'config.local',
      settingsFrom: 'dotenv',
    })
  })

  it('is asked for when nothing names one', async () => {
    const project = await makeProject({ inside: base, managePy: 'from django.core import management\n' })
    expect(await problemOf(createProjects(portsWith()).open(project.root))).toMatchObject({
      code: 'settings-not-named',
      facts: { managePy: project.managePy },
      fixes: [{ kind: 'open-file', path: project.managePy }, { kind: 'retry' }],
    })
  })
})
