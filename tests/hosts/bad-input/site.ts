import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { execa } from 'execa'
import { expect } from 'vitest'
import { z } from 'zod'
import { Problem, type ProblemCode } from '../../../src-main/contract/problem.ts'
import { exitCodes } from '../../../src-main/hosts/cli/exit-codes.ts'
import { type Answered, askHere, askProgram } from './asked.ts'
import { djangoVenvPython } from '../../projects/django-venv.ts'
import { makeProject, type ProjectOptions } from '../../projects/make-project.ts'

export type Site = {
  readonly root: string
  /** What NAME stands for; `db.sqlite3` unless said. */
  readonly database: string
  readonly backups: string
  /** `savepoint COMMAND ROOT … --json` in this process. */
  readonly ask: (command: string, ...operands: readonly string[]) => Promise<Answered>
  /** The same as a process of its own. */
  readonly program: Site['ask']
  /** `ask`, and when it says that it waits for a lock. */
  readonly waiting: (command: string) => {
    readonly waits: Promise<void>
    readonly answered: Promise<Answered>
  }
  readonly remove: () => void
}

type SiteOptions = ProjectOptions & {
  readonly database?: string
  /** Who runs `program`. */
  readonly uid?: number
  /** Folder of the active environment, where it isn't the tests' usual one. */
  readonly venv?: string
}

/** A real Django project; its database is not made yet. */
export async function makeSite(options: SiteOptions = {}): Promise<Site> {
  const python = await djangoVenvPython()
  const base = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'savepoint-bad-')))
  const made = await makeProject({ ...options, inside: base })
  const database = options.database ?? path.join(made.root, 'db.sqlite3')
  const environment = {
    SAVEPOINT_DATA: path.join(base, 'data'),
    VIRTUAL_ENV: options.venv ?? path.resolve(python, '../..'),
  }
  const asker = { cwd: base, environment, uid: options.uid ?? null }
  return {
    root: made.root,
    database,
    backups: path.join(made.root, 'backups'),
    ask: (command, ...operands) => askHere(asker, [command, made.root, ...operands, '--json']),
    program: (command, ...operands) => askProgram(asker, [command, made.root, ...operands, '--json']),
    waiting: (command) => {
      const { promise: waits, resolve } = Promise.withResolvers<void>()
      const answered = askHere(asker, [command, made.root, '--json'], (line) => {
        if (line?.startsWith('Waiting for') === true) resolve()
      })
      return { waits, answered }
    },
    remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Runs manage.py migrate with the project's own Python, then writes the rows. */
export async function migrate(site: Site, notes = 12): Promise<void> {
  await execa(await djangoVenvPython(), ['manage.py', 'migrate', '--verbosity', '0'], { cwd: site.root })
  addNotes(site.database, notes)
}

/** Another site with the same files: what takes long is made once. */
export async function copyOf(from: Site): Promise<Site> {
  const site = await makeSite()
  cpSync(from.root, site.root, { recursive: true })
  return site
}

/** The same site, asked through a process of its own. */
export function asProgram(site: Site): Site {
  return { ...site, ask: site.program }
}

let template: Site | null = null

/** A migrated site of 12 notes, copied from one that is made once per test file. */
export async function migratedSite(options: Pick<SiteOptions, 'uid' | 'venv'> = {}): Promise<Site> {
  if (template === null) {
    template = await makeSite()
    await migrate(template)
  }
  const site = await makeSite(options)
  cpSync(template.database, site.database)
  return site
}

export function forgetTemplate(): void {
  template?.remove()
  template = null
}

/** The command ends with this problem and its exit code, and no file has other bytes than before. */
export async function refuses(
  site: Site,
  code: ProblemCode,
  asked: readonly [string, ...string[]],
): Promise<Problem> {
  const before = bytesOf(site)
  const answered = await site.ask(...asked)
  const { problem } = z.strictObject({ problem: Problem }).parse(answered.json)
  expect(problem).toMatchObject({ code })
  expect(answered.code).toBe(exitCodes[code])
  expect(bytesOf(site)).toEqual(before)
  return problem
}

/** It worked: its JSON. */
export async function works(
  site: Site,
  ...asked: readonly [string, ...string[]]
): Promise<Record<string, unknown>> {
  const { code, json, err } = await site.ask(...asked)
  expect({ code, json, err }).toMatchObject({ code: 0 })
  expect(partials(site)).toEqual([])
  return json
}

export const saved = async (site: Site, label = 'good') =>
  z.object({ id: z.string(), verified: z.literal(true) }).parse(await works(site, 'save', '--label', label))
    .id

export const restored = async (site: Site, wanted = 'good') =>
  z
    .object({ restored: z.string(), safety: z.string().nullable() })
    .parse(await works(site, 'restore', wanted, '--yes', '--no-rehearsal'))

/** SHA-256 of the database, what lies beside it, and every savepoint with its notes. */
export function bytesOf(site: Site): Record<string, string> {
  const beside = ['', '-wal', '-journal'].map((ending) => site.database + ending)
  const inBackups = existsSync(site.backups)
    ? readdirSync(site.backups).map((name) => path.join(site.backups, name))
    : []
  const files = [...beside, ...inBackups].filter((file) => existsSync(file) && statSync(file).isFile())
  // The folder's own .gitignore comes with the first try.
  const counted = files.filter((file) => path.basename(file) !== '.gitignore')
  expect(partials(site)).toEqual([])
  return Object.fromEntries(counted.map((file) => [file, sha256(file)]))
}

export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** Files of ours that never got their name, anywhere in the project. */
function partials(site: Site): readonly string[] {
  return readdirSync(site.root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.partial|staging[\\/]./.test(name),
  )
}

export const fileOf = (site: Site, id: string) => path.join(site.backups, `${id}.sqlite3`)
export const manifestOf = (site: Site, id: string) => path.join(site.backups, `${id}.json`)

export function addNotes(database: string, count: number): void {
  sql(
    database,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO notes_note (title, text, starred) SELECT 'note ' || i, hex(randomblob(300)), 0 FROM n WHERE ${count} > 0`,
  )
}

export function sql(database: string, text: string): void {
  const open = new DatabaseSync(database, { timeout: 10_000 })
  try {
    open.exec(text)
  } finally {
    open.close()
  }
}

export function notes(database: string): number {
  const open = new DatabaseSync(database, { readOnly: true, timeout: 10_000 })
  try {
    return Number(open.prepare('SELECT count(*) AS n FROM notes_note').get()?.['n'])
  } finally {
    open.close()
  }
}
