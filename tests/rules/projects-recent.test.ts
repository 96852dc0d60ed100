import { mkdir, rm, writeFile } from 'node:fs/promises'
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

describe('recent projects', () => {
  it('keeps the last opened first, pinned above all, and what was seen', async () => {
    const projects = createProjects(portsWith())
    const ids: string[] = []
    for (const folder of ['one', 'two', 'three']) {
      const answer = await projects.open((await makeProject({ inside: base, folder })).root)
      if (answer.kind === 'opened') ids.push(answer.project.id)
    }
    const [one = '', two = '', three = ''] = ids
    await projects.pin(one, true)
    const seen = {
      at: '2026-11-21T10:00:00Z',
      engine: 'sqlite',
      bytes: 5,
      branch: null,
      pending: 1,
      ghosts: 0,
      conflicts: 0,
      lastSavepointAt: null,
    }
    await projects.noteSeen(two, seen)
    await rm(path.join(base, 'three'), { recursive: true })
    const recent = await projects.recent()
    expect(recent.map((each) => [each.id, each.pinned, each.present])).toEqual([
      [one, true, true],
      [three, false, false],
      [two, false, true],
    ])
    expect(recent[2]?.lastSeen).toEqual(seen)
    expect(await problemOf(projects.get(three))).toMatchObject({ code: 'folder-not-found' })
  })

  it('forgets one without closing it or touching its files', async () => {
    const projects = createProjects(portsWith())
    const answer = await projects.open((await makeProject({ inside: base })).root)
    if (answer.kind !== 'opened') throw new Error('not opened')
    await projects.forget(answer.project.id)
    expect(await projects.recent()).toEqual([])
    expect(await projects.get(answer.project.id)).toEqual(answer.project)
    expect(await problemOf(projects.get('unheard-of'))).toMatchObject({ code: 'project-unknown' })
  })

  it('keeps at most 50 that are not pinned', async () => {
    const projects = createProjects(portsWith())
    for (let n = 0; n < 53; n += 1) {
      const folder = path.join(base, `p${n}`)
      await mkdir(folder)
      await writeFile(path.join(folder, 'manage.py'), 'os.environ["DJANGO_SETTINGS_MODULE"] = "a.b"\n')
      const answer = await projects.open(folder)
      if (n === 0 && answer.kind === 'opened') await projects.pin(answer.project.id, true)
    }
    const recent = await projects.recent()
    expect(recent).toHaveLength(51)
    expect(recent.slice(0, 2).map((one) => one.name)).toEqual(['p0', 'p52'])
  })
})

describe('listing folders', () => {
  it('shows folders only, hidden ones left out, in natural order, and where a manage.py is', async () => {
    await makeProject({ inside: base, folder: 'site 10' })
    await mkdir(path.join(base, 'Site 9'))
    await mkdir(path.join(base, '.cache'))
    await writeFile(path.join(base, 'file.txt'), '')
    expect(await createProjects(portsWith()).folders(base)).toEqual({
      path: base,
      parent: path.dirname(base),
      folders: [
        { name: 'Site 9', path: path.join(base, 'Site 9'), hasManagePy: false },
        { name: 'site 10', path: path.join(base, 'site 10'), hasManagePy: true },
      ],
    })
  })

  it('begins at home and names a folder that is not there', async () => {
    const projects = createProjects(portsWith())
    expect((await projects.folders(null)).path).toBe(path.dirname(base))
    expect(await problemOf(projects.folders(path.join(base, 'no')))).toMatchObject({
      code: 'folder-not-found',
    })
  })
})
