import { cp, readdir, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import type { DemoMaker, DemoStage, Place, Python, SqliteTask } from '../core/ports.ts'
import { problem } from '../core/problem.ts'
import { makeDemoEnvironment, venvPython } from './demo-environment.ts'
import { commitDemo } from './demo-git.ts'
import { runForDemo } from './demo-run.ts'
import { isMissing } from './files-write.ts'
import { createPython } from './python.ts'

const mark = '.savepoint-demo'

type Needs = {
  /** Folder that holds `inkwell/`, `fill.py` and `words.py`: `assets/demo`. */
  readonly assets: string
  readonly python: Pick<Python, 'onPath' | 'ask'>
  readonly environment: Place['environment']
}

/** `python` and `environment` are this machine's and this process's unless said. */
type Wanted = Pick<Needs, 'assets'> & Partial<Needs>

/** Builds the demo project out of `assets/demo`, with a Python of this machine and Django from the package index. */
export function createDemoMaker(wanted: Wanted): DemoMaker {
  const environment = wanted.environment ?? process.env
  const python = wanted.python ?? createPython({ home: homedir(), environment })
  const needs = { assets: wanted.assets, environment, python }
  return {
    make: async (root, stage, task) => {
      if (stage === 'project') await makeProject(needs, root, task)
      else await fill(needs, { root, stage, task })
    },
    remove: async (root) => {
      await onlyWithMark(root)
      // The mark goes last: what a crash leaves in the middle of this is still known as ours.
      for (const name of await readdir(root)) {
        if (name !== mark) await removeTree(join(root, name))
      }
      await removeTree(root)
    },
  }
}

async function makeProject(needs: Needs, root: string, task: SqliteTask): Promise<void> {
  await cp(join(needs.assets, 'inkwell'), root, {
    recursive: true,
    filter: (source) => basename(source) !== '__pycache__',
  })
  // Its own name would hide files of the template in this repository.
  await rename(join(root, 'gitignore'), join(root, '.gitignore'))
  await makeDemoEnvironment(needs, root, task)
  await commitDemo(needs.environment, root, task.signal)
}

/** `fill.py` says where it is as JSON lines. */
async function fill(
  needs: Needs,
  { root, stage, task }: { readonly root: string; readonly stage: DemoStage; readonly task: SqliteTask },
): Promise<void> {
  await runForDemo(venvPython(root), [join(needs.assets, 'fill.py'), stage], {
    what: 'the demo’s rows could not be made',
    cwd: root,
    environment: { ...needs.environment, PYTHONDONTWRITEBYTECODE: '1' },
    limitMs: 120_000,
    signal: task.signal,
    onLine: (line) => {
      const said = parsed(line)
      if (said !== null) task.report(said)
    },
  })
}

function parsed(line: string) {
  if (!line.startsWith('{')) return null
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || !('step' in value) || !('subject' in value)) return null
  const step = value.step === 'migrating' ? ('migrating' as const) : ('filling' as const)
  const done = 'done' in value && typeof value.done === 'number' ? value.done : null
  const total = 'total' in value && typeof value.total === 'number' ? value.total : null
  const amount = done === null ? null : { done, total, unit: 'rows' as const }
  return { step, amount, subject: String(value.subject) }
}

/** On Windows a virus scanner may hold a file for a moment. */
async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

async function onlyWithMark(root: string): Promise<void> {
  try {
    await stat(join(root, mark))
  } catch (error) {
    if (!isMissing(error)) throw error
    throw problem('demo-failed', {
      facts: { why: `${root} is not a demo that Savepoint made`, path: root },
      fixes: [{ kind: 'open-folder', path: root }],
    })
  }
}
