import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { venvPython } from '../../src-main/adapters/demo-environment.ts'
import type { OperationState } from '../../src-main/contract/operation.ts'
import { temporaryFolder } from '../projects/make-project.ts'
import { made, openAt } from '../projects/real-core.ts'

describe('the demo project', () => {
  let base: string
  let world: ReturnType<typeof openAt>
  let first: OperationState
  const steps = new Set<string>()
  beforeAll(async () => {
    base = await temporaryFolder()
    world = openAt(base)
    // Half made and left by a crash: it must go before the new one comes.
    await mkdir(path.join(world.root, 'blog'), { recursive: true })
    await writeFile(path.join(world.root, '.savepoint-demo'), '{"state":"making"}\n')
    await writeFile(path.join(world.root, 'blog', 'left-over.txt'), '')
    const id = await world.demo.start()
    for await (const state of world.core.operations.watch(id)) {
      if (state.progress !== null) steps.add(state.progress.step)
    }
    first = await world.core.operations.finished(id)
  }, 240_000)
  afterAll(async () => {
    await world.core.close()
    await rm(base, { recursive: true, force: true, maxRetries: 5 })
  })

  const sql = async (query: string) =>
    (
      await execa('python3', [
        '-c',
        'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])',
        path.join(world.root, 'db.sqlite3'),
        query,
      ])
    ).stdout

  it('is made whole, telling its steps', async () => {
    expect(first.problem).toBeNull()
    expect(first).toMatchObject({ at: 'done', result: { kind: 'demo-made', root: world.root } })
    for (const step of ['creating-environment', 'installing-django', 'filling']) expect(steps).toContain(step)
    expect(await readdir(path.join(world.root, 'blog'))).not.toContain('left-over.txt')
  })

  it('has three savepoints, made and checked by Savepoint at three moments', async () => {
    const [project] = await world.core.projects.recent()
    const { savepoints } = await world.core.savepoints.list(project?.id ?? '')
    const oldestFirst = [...savepoints].sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(oldestFirst.map((one) => [one.kind, one.label, one.pinned, one.verified])).toEqual([
      ['you', 'After the first import', false, true],
      ['automatic', null, false, true],
      ['you', 'Clean demo data', true, true],
    ])
    expect(oldestFirst[1]?.reason).toEqual({ kind: 'migrate', of: 'newsletter.0003_remove_bounced' })
    expect(oldestFirst.map((one) => one.branch)).toEqual(['main', 'main', 'main'])
    const rows = oldestFirst.map((one) => one.rows ?? 0)
    expect(rows[0]).toBeGreaterThan(10_000)
    expect(rows[2]).toBeGreaterThan(18_000)
    expect(rows[2]).toBeLessThan(22_000)
  })

  it('has three apps with 15 migrations, two pending and one that cannot be reversed', async () => {
    const [project] = await world.core.projects.recent()
    const picture = await world.core.migrations.picture(project?.id ?? '', new AbortController().signal)
    const all = picture.migrations['default']?.migrations ?? []
    const own = all.filter((one) => ['blog', 'shop', 'newsletter'].includes(one.app))
    expect(own).toHaveLength(15)
    expect(
      own
        .filter((one) => !one.applied)
        .map((one) => `${one.app}.${one.name}`)
        .sort(),
    ).toEqual(['blog.0006_post_published_index', 'shop.0006_order_returned'])
    expect(own.filter((one) => one.reversible === false).map((one) => one.name)).toEqual([
      '0003_remove_bounced',
    ])
    expect(all.filter((one) => one.ghost)).toEqual([])
    const check = await execa(
      venvPython(world.root),
      ['manage.py', 'makemigrations', '--check', '--dry-run'],
      {
        cwd: world.root,
      },
    )
    expect(check.stdout).toContain('No changes detected')
  })

  it('has letters of many scripts in its rows, whole', async () => {
    expect(await sql("select count(*) from shop_customer where city = 'Osaka 大阪'")).not.toBe('0')
    expect(await sql('select count(*) from newsletter_subscriber where bounced')).toBe('0')
    expect(await sql('select count(*) from pragma_foreign_key_check')).toBe('0')
  })

  it('is a clean repository on main, without its database and environment', async () => {
    const [project] = await world.core.projects.recent()
    expect(await world.core.projects.git(project?.id ?? '')).toMatchObject({ branch: 'main', dirtyFiles: 0 })
    const files = (await execa('git', ['ls-files'], { cwd: world.root })).stdout
    expect(files).toContain('manage.py')
    expect(files).not.toMatch(/sqlite3|\.venv|backups|savepoint-demo/u)
  })

  it('is there at once the second time, as the person left it', async () => {
    await writeFile(path.join(world.root, 'mine.txt'), 'mine')
    const begun = performance.now()
    expect(await made(world)).toMatchObject({ at: 'done', result: { kind: 'demo-made', root: world.root } })
    expect(performance.now() - begun).toBeLessThan(2000)
    expect(await readFile(path.join(world.root, 'mine.txt'), 'utf8')).toBe('mine')
  })
})
