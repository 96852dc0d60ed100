import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Problem } from '../../src-main/contract/problem.ts'
import { type CliAnswer, type CliProject, makeCliProject, savepoint, startSavepoint } from './cli-project.ts'

let project: CliProject
const run = (...args: readonly string[]) => savepoint(project, ...args)

beforeAll(async () => {
  project = await makeCliProject()
})
afterAll(() => project.remove())

/** Exactly one JSON object on standard output, nothing on standard error. */
function json<T extends z.ZodType>(answer: CliAnswer, shape: T): z.infer<T> {
  expect(answer.err).toBe('')
  expect(answer.out.split('\n')).toHaveLength(1)
  return shape.parse(JSON.parse(answer.out))
}

function problemOf(answer: CliAnswer): Problem {
  expect(answer.code).toBeGreaterThan(0)
  return json(answer, z.strictObject({ problem: Problem })).problem
}

function sql(text: string): unknown {
  const database = new DatabaseSync(project.database, { timeout: 10_000 })
  try {
    return Object.values(database.prepare(text).get() ?? {})[0]
  } finally {
    database.close()
  }
}

const users = () => sql('select count(*) from auth_user')
const Saved = z.object({ id: z.string(), files: z.array(z.string()).min(2), verified: z.literal(true) })
const Listed = z.object({
  savepoints: z.array(
    z.object({
      id: z.string(),
      takenAt: z.iso.datetime({ offset: true }),
      kind: z.enum(['you', 'automatic', 'before-restore']),
      label: z.string().nullable(),
      bytes: z.number().positive(),
      verified: z.boolean(),
      migrations: z.number().nullable(),
    }),
  ),
})
const RestoredJson = z.object({ restored: z.string(), safety: z.string() })

describe('savepoint as a program', { timeout: 120_000 }, () => {
  it('saves, lists, loses rows, compares, restores them and takes that back', async () => {
    const saved = json(await run('save', '--label', 'before the loss', '--json'), Saved)
    const { savepoints } = json(await run('list', '--json'), Listed)
    expect(savepoints).toHaveLength(1)
    expect(savepoints[0]).toMatchObject({
      id: saved.id,
      kind: 'you',
      label: 'before the loss',
      verified: true,
      migrations: 18,
    })
    for (const file of saved.files) expect(readdirSync(path.dirname(file))).toContain(path.basename(file))

    sql('delete from auth_user where id <= 100 returning id')
    expect(users()).toBe(200)
    const compared = json(
      await run('compare', 'before the loss', 'now', '--json'),
      z.object({
        same: z.boolean(),
        tables: z.array(z.object({ table: z.string(), removed: z.number(), added: z.number() })),
      }),
    )
    expect(compared.same).toBe(false)
    expect(compared.tables.find(({ table }) => table === 'auth_user')).toMatchObject({
      removed: 100,
      added: 0,
    })

    const restored = json(await run('restore', 'before the loss', '--yes', '--json'), RestoredJson)
    expect(restored.restored).toBe(saved.id)
    expect(users()).toBe(300)
    const undone = json(await run('undo', '--yes', '--json'), RestoredJson)
    expect(undone.restored).toBe(restored.safety)
    expect(users()).toBe(200)
    json(await run('undo', '--yes', '--json'), RestoredJson)
    expect(users()).toBe(300)
  })

  it('verifies, shows, exports and imports', async () => {
    const { id } = json(await run('save', '--json'), Saved)
    expect(json(await run('verify', 'latest', '--json'), z.object({ verified: z.boolean() })).verified).toBe(
      true,
    )
    const shown = json(
      await run('show', id, '--json'),
      z.object({
        savepoint: z.object({ id: z.string() }),
        manifest: z.object({}),
        paths: z.array(z.string()),
      }),
    )
    expect(shown.savepoint.id).toBe(id)
    const bundle = path.join(project.root, 'out of here.savepoint')
    const exported = json(await run('export', id, bundle, '--json'), z.object({ file: z.string() }))
    expect(exported.file).toBe(bundle)
    expect(problemOf(await run('export', id, bundle, '--json')).code).toBe('file-exists')
    const imported = json(await run('import', bundle, '--json'), z.object({ id: z.string() }))
    expect(imported.id).toBe(id)
  })

  it('lists migrations in the promised shape, for every database', async () => {
    const { databases } = json(
      await run('migrations', '--json'),
      z.object({
        databases: z.record(
          z.string(),
          z.object({
            migrations: z.array(
              z.strictObject({
                app: z.string(),
                name: z.string(),
                applied: z.boolean(),
                appliedAt: z.string().nullable(),
                ghost: z.boolean(),
                replaces: z.array(z.object({ app: z.string(), name: z.string() })),
                dependencies: z.array(z.object({ app: z.string(), name: z.string() })),
                reversible: z.boolean().nullable(),
              }),
            ),
            conflicts: z.array(z.unknown()),
            plan: z.array(z.unknown()),
          }),
        ),
      }),
    )
    const all = databases['default']?.migrations ?? []
    expect(all).toHaveLength(18)
    expect(all.every(({ applied, ghost, appliedAt }) => applied && !ghost && appliedAt !== null)).toBe(true)
    const wrong = problemOf(await run('migrations', '--database', 'other', '--json'))
    expect(wrong).toMatchObject({ code: 'database-unknown', facts: { known: 'default' } })
  })

  it('says in words what it says in JSON, and nothing else in a pipe', async () => {
    const answer = await run('status')
    expect(answer).toMatchObject({ code: 0, err: '' })
    expect(answer.out).toContain('18 applied, 0 pending, 0 ghosts, 0 conflicts')
    for (const control of ['\r', '\u001b']) expect(answer.out).not.toContain(control)
    const failed = await run('show', 'never-made')
    expect(failed).toMatchObject({ code: 7, out: '' })
    expect(failed.err).toContain('There is no savepoint never-made in this project.\nNothing was changed.')
  })

  it('asks nobody in a pipe: a restore without --yes is refused before anything is touched', async () => {
    const files = () => readdirSync(path.join(project.root, 'backups'))
    await run('save')
    const before = files()
    for (const command of [['restore', 'latest'], ['undo']]) {
      expect(problemOf(await run(...command, '--json'))).toMatchObject({
        code: 'input-invalid',
        facts: { what: '--yes' },
        safe: 'nothing-was-changed',
      })
    }
    expect(files()).toEqual(before)
  })

  it('ends by problem: 2 how it was asked, 3 no project, 7 no savepoint', async () => {
    expect(await run('svae', '--json')).toMatchObject({ code: 2 })
    expect(await run('status', '/nowhere at all', '--json')).toMatchObject({ code: 3 })
    expect(problemOf(await run('list', path.join(project.python, '..'), '--json')).code).toBe(
      'not-a-django-project',
    )
    expect(await run('verify', 'none', '--json')).toMatchObject({ code: 7 })
    await run('save', '--label', 'twice')
    await run('save', '--label', 'twice')
    const ambiguous = problemOf(await run('show', 'twice', '--json'))
    expect(ambiguous.facts['why']).toContain('2 savepoints are called “twice”')
  })

  it('names every manage.py where there are several', async () => {
    const both = path.join(project.root, '..', 'both')
    for (const name of ['one', 'two']) {
      mkdirSync(path.join(both, name), { recursive: true })
      cpSync(path.join(project.root, 'manage.py'), path.join(both, name, 'manage.py'))
    }
    const problem = problemOf(await run('status', both, '--json'))
    expect(problem.code).toBe('input-invalid')
    expect(problem.evidence.map((line) => path.relative(both, line)).toSorted()).toEqual([
      path.join('one', 'manage.py'),
      path.join('two', 'manage.py'),
    ])
    rmSync(both, { recursive: true })
  })

  it.skipIf(process.platform === 'win32')(
    'stops cleanly on Ctrl+C while it waits for a lock: 130, nothing left behind (not on Windows: a signal sent there ends a process at once)',
    async () => {
      const files = () => readdirSync(path.join(project.root, 'backups')).toSorted()
      await run('save')
      const before = files()
      const holder = new DatabaseSync(project.database, { timeout: 10_000 })
      holder.exec('begin exclusive')
      try {
        const child = startSavepoint(project, 'save', '--json')
        await journalGrows(path.join(project.root, 'backups'))
        child.kill('SIGINT')
        const { exitCode, stdout } = await child
        expect(JSON.parse(stdout)).toMatchObject({
          problem: { code: 'cancelled', safe: 'nothing-was-changed' },
        })
        expect(exitCode).toBe(130)
      } finally {
        holder.exec('rollback')
        holder.close()
      }
      expect(files()).toEqual(before)
    },
  )

  it('goes on to its clean end when whoever reads it has gone', async () => {
    const child = startSavepoint(project, 'save', '--label', 'unread')
    child.stdout.destroy()
    expect((await child).exitCode).toBe(0)
    const { savepoints } = json(await run('list', '--json'), Listed)
    expect(savepoints.map(({ label }) => label)).toContain('unread')
  })
})

/** The journal is written before the work that it announces: then the save has begun, and waits. */
async function journalGrows(backups: string): Promise<void> {
  const journal = path.join(backups, '.savepoint', 'journal.jsonl')
  const bytes = () => statSync(journal, { throwIfNoEntry: false })?.size ?? 0
  const before = bytes()
  for (let tries = 0; bytes() === before; tries += 1) {
    if (tries > 1200) throw new Error('the save did not begin')
    await sleep(50)
  }
}
