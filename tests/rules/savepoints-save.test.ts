import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Manifest } from '../../src-main/contract/savepoint.ts'
import { openJournal } from '../../src-main/core/operations/journal.ts'
import type { Ports } from '../../src-main/core/ports.ts'
import { problem } from '../../src-main/core/problem.ts'
import { type House, makeHouse } from '../fakes/house.ts'
import { problemOf } from '../fakes/problem-of.ts'

let house: House
beforeEach(() => {
  house = makeHouse()
})
afterEach(() => house.clean())

function files(): string[] {
  return readdirSync(house.project.backupsFolder)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

function manifest(id: string): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(house.backup(`${id}.json`), 'utf8')))
}

/** The same house, with one port changed. */
function rebuilt(ports: (ports: Ports) => Ports): House {
  house.clean()
  house = makeHouse({ ports })
  return house
}

describe('saving', () => {
  it('leaves a file named by local time, its manifest, and a folder that git ignores', async () => {
    const saved = await house.save('before upgrade')
    expect(saved).toMatchObject({
      id: 'db_20261121_101500',
      kind: 'you',
      label: 'before upgrade',
      database: 'default',
      file: 'db_20261121_101500.sqlite3',
      rows: 4,
      verified: true,
      migrations: 1,
      branch: 'main',
    })
    expect(files()).toEqual(['db_20261121_101500.json', 'db_20261121_101500.sqlite3'])
    expect(readFileSync(house.backup('.gitignore'), 'utf8')).toMatch(/^\*$/m)
    expect(manifest(saved.id)).toMatchObject({
      whole: true,
      versions: { savepoint: '0.0.1', django: '5.2', python: '3.12.1' },
      git: { branch: 'main', commit: 'abc1234', dirtyFiles: 2 },
      tables: [
        { table: 'django_migrations', rows: 1 },
        { table: 'shop_order', rows: 3 },
      ],
      checks: { quickCheck: 'ok', outcome: 'passed' },
    })
    expect(manifest(saved.id).files[0]?.bytes).toBe(statSync(house.backup(saved.file)).size)
  })

  it('names the files it made, and the time it took', async () => {
    const state = await house.ended(house.savepoints.save('shop', 'default', null))
    expect(state.result).toMatchObject({
      kind: 'saved',
      files: [house.backup('db_20261121_101500.sqlite3'), house.backup('db_20261121_101500.json')],
      tookMs: 0,
    })
  })

  it('keeps a .gitignore that somebody wrote', async () => {
    await house.save()
    writeFileSync(house.backup('.gitignore'), '# mine\n')
    await house.save()
    expect(readFileSync(house.backup('.gitignore'), 'utf8')).toBe('# mine\n')
  })

  it('gives savepoints of the same second names of their own, next to files of any ending', async () => {
    const ids: string[] = []
    for (let n = 0; n < 3; n += 1) {
      const state = await house.ended(house.savepoints.save('shop', 'default', null))
      if (state.result?.kind === 'saved') ids.push(state.result.savepoint.id)
    }
    expect(ids).toEqual(['db_20261121_101500', 'db_20261121_101500-2', 'db_20261121_101500-3'])
    writeFileSync(house.backup('DB_20261121_101500-4.sqlite3.partial'), 'half')
    expect(await house.savepoints.nextId(house.project, 'default')).toBe('db_20261121_101500-5')
  })

  it('says the alias in the name when it is not the default', async () => {
    expect(await house.savepoints.nextId(house.project, 'read replica/1')).toBe(
      'db-read-replica-1_20261121_101500',
    )
  })

  it('notes begun and done around it, naming what a crash could leave', async () => {
    const { id } = await house.save()
    const entries = await openJournal(house.ports, house.project.backupsFolder).entries()
    expect(entries.map((entry) => [entry.kind, entry.step, entry.savepoint])).toEqual([
      ['save', 'begun', id],
      ['save', 'done', id],
    ])
    expect(entries[0]?.leaves).toContain(house.backup(`${id}.sqlite3.partial`))
    expect(entries[0]?.leaves.at(-1)).toBe(house.backup(`${id}.json`))
  })

  it.each([
    [
      'a database that is not one',
      (live: string) => writeFileSync(live, 'hello '.repeat(1000)),
      'database-not-sqlite',
    ],
    ['zero bytes', (live: string) => writeFileSync(live, ''), 'database-empty'],
  ])('leaves nothing of %s', async (_, spoil, code) => {
    spoil(house.live)
    const state = await house.ended(house.savepoints.save('shop', 'default', null))
    expect(state).toMatchObject({ at: 'failed', problem: { code, safe: 'nothing-was-changed' } })
    expect(files()).toEqual([])
    const last = (await openJournal(house.ports, house.project.backupsFolder).entries()).at(-1)
    expect(last?.step).toBe('failed')
  })

  it('says both numbers when the disk is too full, before the first byte', async () => {
    rebuilt((ports) => ({ ...ports, files: { ...ports.files, freeBytes: async () => 1000 } }))
    const state = await house.ended(house.savepoints.save('shop', 'default', null))
    expect(state.problem).toMatchObject({ code: 'disk-full', facts: { bytesFree: 1000 } })
    expect(state.problem?.fixes[0]?.kind).toBe('free-disk-space')
    expect(files()).toEqual([])
  })

  it('leaves nothing when the disk fills up at the manifest', async () => {
    rebuilt((ports) => ({
      ...ports,
      files: {
        ...ports.files,
        writeWhole: async (path, text) => {
          if (path.endsWith('.json'))
            throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
          return ports.files.writeWhole(path, text)
        },
      },
    }))
    const state = await house.ended(house.savepoints.save('shop', 'default', null))
    expect(state.problem?.code).toBe('disk-full')
    expect(files()).toEqual([])
  })

  it('is not done when the disk gives back another manifest, or a shorter file, than was written', async () => {
    rebuilt((ports) => ({
      ...ports,
      files: {
        ...ports.files,
        look: async (path) => {
          const facts = await ports.files.look(path)
          return facts !== null && path.endsWith('.sqlite3') && path.includes('backups')
            ? { ...facts, bytes: facts.bytes - 1 }
            : facts
        },
      },
    }))
    const state = await house.ended(house.savepoints.save('shop', 'default', null))
    expect(state.problem?.code).toBe('copy-differs')
    expect(files()).toEqual([])
  })

  it('leaves nothing when it is cancelled after the copy', async () => {
    rebuilt((ports) => ({
      ...ports,
      sqlite: {
        ...ports.sqlite,
        save: async (request, task) => {
          const saved = await ports.sqlite.save(request, task)
          for (const { id } of house.operations.list('shop')) house.operations.cancel(id)
          return saved
        },
      },
    }))
    const state = await house.ended(house.savepoints.save('shop', 'default', null))
    expect(state.at).toBe('cancelled')
    expect(files()).toEqual([])
  })

  it('refuses a label of more than 200 characters before it starts, and tidies the others', async () => {
    expect(await problemOf(() => house.savepoints.save('shop', 'default', 'x'.repeat(201)))).toBe(
      'input-invalid',
    )
    expect((await house.save('  two\nlines  ')).label).toBe('two lines')
    expect((await house.save('   ')).label).toBeNull()
  })

  it('saves without a branch when git can not say', async () => {
    rebuilt((ports) => ({
      ...ports,
      git: {
        state: async () => {
          throw new Error('git is broken')
        },
      },
    }))
    expect(await house.save()).toMatchObject({ verified: true, branch: null })
  })
})

describe('making one before a restore', () => {
  const before = { kind: 'before-restore', label: null, reason: { kind: 'restore', of: 'db_x' } } as const

  it('keeps a damaged database byte by byte', async () => {
    writeFileSync(house.live, 'not a database')
    const kept = await house.savepoints.makeNow({ ...before, target: house.target('default') }, house.task())
    expect(kept).toMatchObject({ verification: 'kept-as-is', verified: false, rows: null, migrations: null })
    expect(readFileSync(house.backup(kept.file), 'utf8')).toBe('not a database')
    expect(manifest(kept.id)).toMatchObject({ whole: false, checks: null })
  })

  it('keeps one byte by byte, too, when the copy itself does not pass the checks', async () => {
    rebuilt((ports) => ({
      ...ports,
      sqlite: {
        ...ports.sqlite,
        save: async (request, task) => {
          const saved = await ports.sqlite.save(request, task)
          return { ...saved, check: { ...saved.check, quickCheck: '*** in database main ***' } }
        },
      },
    }))
    const kept = await house.savepoints.makeNow({ ...before, target: house.target('default') }, house.task())
    expect(kept.verification).toBe('kept-as-is')
    expect(readFileSync(house.backup(kept.file))).toEqual(readFileSync(house.live))
  })

  it('does not call a locked database damaged', async () => {
    rebuilt((ports) => ({
      ...ports,
      sqlite: {
        ...ports.sqlite,
        save: async () => {
          throw problem('database-locked', { facts: { holder: 'runserver' } })
        },
      },
    }))
    const code = await problemOf(() =>
      house.savepoints.makeNow({ ...before, target: house.target('default') }, house.task()),
    )
    expect(code).toBe('database-locked')
    expect(existsSync(house.backup('db_20261121_101500.sqlite3'))).toBe(false)
  })
})
