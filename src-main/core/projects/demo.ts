import type { Project } from '../../contract/project.ts'
import type { Migrations } from '../migrations/migrations.ts'
import type { Operations, OperationTask } from '../operations/operations.ts'
import type { DemoStage, Ports, SqliteTask } from '../ports.ts'
import { problem } from '../problem.ts'
import type { SaveRequest, Savepoints } from '../savepoints/savepoints.ts'
import { pathsOf } from './identity.ts'
import type { Projects } from './projects.ts'

export type Demo = {
  /** Starts an operation of kind 'make-demo'; its result is 'demo-made'. One that is there already is the result at once. */
  readonly start: () => Promise<string>
}

/** Says whose folder it is, and how far it came: `{ "state": "making" | "made" }`. Written first and last. */
export const demoMark = '.savepoint-demo'

type Core = {
  readonly projects: Projects
  readonly operations: Operations
  readonly savepoints: Savepoints
  readonly migrations: Migrations
}

export function createDemo(ports: Ports, core: Core): Demo {
  const path = pathsOf(ports.platform)
  const folder = path.join(ports.place.dataFolder, 'demo')
  const root = path.join(folder, 'inkwell')
  return {
    start: async () => {
      await ports.files.makeFolder(folder)
      return core.operations.start({
        kind: 'make-demo',
        projectId: null,
        subject: root,
        // Two starts at once must not build in one folder.
        access: 'changes',
        backupsFolder: folder,
        run: async (task) => {
          const before = await stateOf(ports, root)
          if (before === 'not-ours') throw notOurs(root)
          if (before === 'half-made') {
            task.tell({ kind: 'progress', progress: { step: 'cleaning-up', amount: null, subject: root } })
            await ports.demo.remove(root)
          }
          if (before !== 'made') await make(ports, core, { root, task })
          return { kind: 'demo-made', root }
        },
      })
    },
  }
}

/** Everything that Savepoint keeps about it is made by Savepoint's own means, at three moments of its life. */
async function make(ports: Ports, core: Core, { root, task }: { root: string; task: OperationTask }) {
  const stage = (which: DemoStage) => ports.demo.make(root, which, toTask(task))
  const mark = pathsOf(ports.platform).join(root, demoMark)
  await ports.files.makeFolder(root)
  await ports.files.writeWhole(mark, markText('making'))
  await stage('project')
  await stage('early')
  const project = await openedAt(core.projects, root)
  await save({ kind: 'you', label: 'After the first import', reason: null })
  await stage('before-removal')
  await save({
    kind: 'automatic',
    label: null,
    reason: { kind: 'migrate', of: 'newsletter.0003_remove_bounced' },
  })
  await stage('today')
  const clean = await save({ kind: 'you', label: 'Clean demo data', reason: null })
  await core.savepoints.pin(project.id, clean.id, true)
  await ports.files.writeWhole(mark, markText('made'))

  async function save(what: Omit<SaveRequest, 'target'>) {
    const target = await core.migrations.sqliteTarget(project.id, 'default', task.signal)
    return core.savepoints.makeNow({ target, ...what }, toTask(task))
  }
}

function toTask(task: OperationTask): SqliteTask {
  return { signal: task.signal, report: (progress) => task.tell({ kind: 'progress', progress }) }
}

async function openedAt(projects: Projects, root: string): Promise<Project> {
  const answer = await projects.open(root)
  if (answer.kind === 'opened') return answer.project
  throw problem('demo-failed', { facts: { why: 'several projects are in its folder', path: root } })
}

async function stateOf(ports: Ports, root: string): Promise<'absent' | 'half-made' | 'made' | 'not-ours'> {
  const path = pathsOf(ports.platform)
  if ((await ports.files.look(root)) === null) return 'absent'
  const mark = path.join(root, demoMark)
  if ((await ports.files.look(mark)) === null) {
    // A crash between making the folder and marking it leaves it empty.
    return (await ports.files.list(root)).length === 0 ? 'absent' : 'not-ours'
  }
  return (await ports.files.readText(mark, 1024)) === markText('made') ? 'made' : 'half-made'
}

function markText(state: 'making' | 'made'): string {
  return `${JSON.stringify({ state })}\n`
}

function notOurs(root: string) {
  return problem('demo-failed', {
    facts: { why: `${root} holds something else`, path: root },
    fixes: [{ kind: 'open-folder', path: root }, { kind: 'retry' }],
  })
}
