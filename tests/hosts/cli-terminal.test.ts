import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import pty from 'node-pty'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cliMain, type CliProject, makeCliProject, savepoint } from './cli-project.ts'

let project: CliProject
beforeAll(async () => {
  project = await makeCliProject()
  const { code, err } = await savepoint(project, 'save', '--label', 'whole')
  if (code !== 0) throw new Error(err)
})
afterAll(() => project.remove())

/** The command line on a terminal of its own, with somebody at the keys. */
function onTerminal(...args: readonly string[]) {
  const terminal = pty.spawn(process.execPath, [cliMain, ...args], {
    cwd: project.root,
    cols: 120,
    rows: 40,
    env: { ...process.env, ...project.environment },
  })
  let shown = ''
  let code: number | null = null
  terminal.onData((text) => (shown += text))
  terminal.onExit(({ exitCode }) => (code = exitCode))
  const until = async (what: () => boolean, name: string) => {
    for (let tries = 0; !what(); tries += 1) {
      if (tries > 1200) throw new Error(`${name} did not come; shown so far:\n${shown}`)
      await sleep(50)
    }
  }
  return {
    type: (keys: string) => terminal.write(keys),
    see: (text: string) => until(() => shown.includes(text), `“${text}”`),
    end: async () => {
      await until(() => code !== null, 'the end')
      return { code, shown }
    },
  }
}

function users(): number {
  const database = new DatabaseSync(project.database, { readOnly: true, timeout: 10_000 })
  try {
    return Number(database.prepare('select count(*) as n from auth_user').get()?.['n'])
  } finally {
    database.close()
  }
}

describe('savepoint on a terminal', { timeout: 120_000 }, () => {
  it('shows progress on one line and takes it away', async () => {
    const { code, shown } = await onTerminal('save').end()
    expect(code).toBe(0)
    expect(shown).toContain('\r\u001b[2K')
    expect(shown).toMatch(/Saved db_\d+_\d+(-\d+)?: .* 348 rows/)
  })

  it('shows what a restore changes and does nothing unless the answer is yes', async () => {
    const database = new DatabaseSync(project.database, { timeout: 10_000 })
    database.exec('delete from auth_user where id <= 100')
    database.close()
    const asked = onTerminal('restore', 'whole')
    await asked.see('[y/N]')
    asked.type('n\r')
    const refused = await asked.end()
    expect(refused.code).toBe(130)
    expect(refused.shown).toMatch(/auth_user +\+100/)
    expect(refused.shown).toContain('The rehearsal passed')
    expect(users()).toBe(200)

    const left = onTerminal('restore', 'whole')
    await left.see('[y/N]')
    left.type('\u0003')
    expect((await left.end()).code).toBe(130)
    expect(users()).toBe(200)

    const agreed = onTerminal('restore', 'whole')
    await agreed.see('[y/N]')
    agreed.type('y\r')
    expect((await agreed.end()).code).toBe(0)
    expect(users()).toBe(300)
  })

  it('repeats in its question what the rehearsal warned of, and goes on with --yes after saying it', async () => {
    // An applied migration whose file is gone: another branch.
    const database = new DatabaseSync(project.database, { timeout: 10_000 })
    database.exec(
      "insert into django_migrations (app, name, applied) values ('auth', '0099_gone', '2026-01-01')",
    )
    database.close()
    expect((await savepoint(project, 'save', '--label', 'other branch')).code).toBe(0)
    const asked = onTerminal('restore', 'other branch')
    await asked.see('although the rehearsal warned (migrations)? [y/N]')
    asked.type('n\r')
    expect((await asked.end()).shown).toContain('0099_gone')

    const { code, out, err } = await savepoint(project, 'restore', 'other branch', '--yes')
    expect(code).toBe(0)
    expect(err).toMatch(/^The rehearsal passed, with something to know:\n  migrations: .*0099_gone/)
    expect(out).toContain('checked, in')
    const quiet = await savepoint(project, 'restore', 'other branch', '--yes', '--json')
    expect(quiet.err).toBe('')
    expect(JSON.parse(quiet.out)).toMatchObject({ rehearsal: { outcome: 'warned' } })
  })

  it('stops cleanly on Ctrl+C while it waits for a lock: 130, nothing left behind', async () => {
    const files = () => readdirSync(path.join(project.root, 'backups')).toSorted()
    const before = files()
    const holder = new DatabaseSync(project.database, { timeout: 10_000 })
    holder.exec('begin exclusive')
    try {
      const waiting = onTerminal('save')
      await waiting.see('Waiting for the database’s lock')
      waiting.type('\u0003')
      const { code, shown } = await waiting.end()
      expect(code).toBe(130)
      expect(shown).toContain('Stopping …')
    } finally {
      holder.exec('rollback')
      holder.close()
    }
    expect(files()).toEqual(before)
  })
})
