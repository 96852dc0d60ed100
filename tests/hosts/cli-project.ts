import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { djangoVenvPython } from '../projects/django-venv.ts'

export const cliMain = path.resolve(import.meta.dirname, '../../src-main/hosts/cli/main.ts')

export type CliProject = {
  readonly root: string
  readonly database: string
  /** What the command line is started with: its own data folder, and the venv as the active one. */
  readonly environment: Readonly<Record<string, string>>
  readonly python: string
  readonly remove: () => void
}

/** A real project with Django's own apps, migrated, 300 users; its folder has every letter that trips programs. */
export async function makeCliProject(): Promise<CliProject> {
  const python = await djangoVenvPython()
  const home = mkdtempSync(path.join(tmpdir(), "savepoint cli's #1 %20 ü-"))
  const root = path.join(home, 'shop')
  const run = (...args: string[]) => execa(python, args, { cwd: home })
  await run('-m', 'django', 'startproject', 'shop')
  await run(path.join(root, 'manage.py'), 'migrate', '--verbosity', '0')
  await run(
    path.join(root, 'manage.py'),
    'shell',
    '-c',
    'from django.contrib.auth.models import User; User.objects.bulk_create(User(username=f"u{n}") for n in range(300))',
  )
  return {
    root,
    database: path.join(root, 'db.sqlite3'),
    python,
    environment: {
      SAVEPOINT_DATA: path.join(home, 'data'),
      VIRTUAL_ENV: path.resolve(python, '../..'),
      CI: '1',
    },
    remove: () => rmSync(home, { recursive: true, maxRetries: 5 }),
  }
}

export type CliAnswer = { readonly code: number; readonly out: string; readonly err: string }

/** The command line as a process of its own, its streams in pipes; never rejects. */
export async function savepoint(project: CliProject, ...args: readonly string[]): Promise<CliAnswer> {
  const { exitCode, stdout, stderr } = await startSavepoint(project, ...args)
  return { code: exitCode ?? -1, out: stdout, err: stderr }
}

export function startSavepoint(project: CliProject, ...args: readonly string[]) {
  return execa(process.execPath, [cliMain, ...args], {
    cwd: project.root,
    env: project.environment,
    reject: false,
    stdin: 'ignore',
  })
}
