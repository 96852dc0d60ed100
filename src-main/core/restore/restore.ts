import type { Recovery, RestorePlan, Undoable } from '../../contract/restore.ts'
import type { Migrations } from '../migrations/migrations.ts'
import type { Operations } from '../operations/operations.ts'
import type { Ports } from '../ports.ts'
import type { Projects } from '../projects/projects.ts'
import type { Savepoints } from '../savepoints/savepoints.ts'
import type { SettingsStore } from '../settings/settings.ts'
import { approvalOf, stampOf, type Stamp } from './approval.ts'
import { finishingTask, type Context } from './context.ts'
import { makePlan, savepointHash } from './plan.ts'
import { recover } from './recovery.ts'
import { changedSince, createPlanMemory } from './refusal.ts'
import { rehearse } from './rehearsal.ts'
import { replaceDatabase } from './replace.ts'
import type { Replacing } from './replacing.ts'
import { findTarget, knownTarget } from './target.ts'
import { findUndo, undoStep } from './undo.ts'

export type Restore = {
  readonly plan: (projectId: string, id: string, signal?: AbortSignal) => Promise<RestorePlan>
  /** Starts an operation; its result is 'rehearsed'. */
  readonly rehearse: (projectId: string, id: string) => Promise<string>
  /** Starts an operation; its result is 'restored'. Problem before anything happens: changed-since-approved. */
  readonly execute: (projectId: string, id: string, approval: string) => Promise<string>
  readonly undoable: (projectId: string) => Promise<Undoable | null>
  /** One step; itself undoable. Starts an operation of kind 'undo'. */
  readonly undo: (projectId: string, safety: string) => Promise<string>
  /** Looks at the journal for operations that never ended, puts things right, cleans up, and says so once. */
  readonly recovered: (projectId: string) => Promise<readonly Recovery[]>
}

export function createRestore(
  ports: Ports,
  core: {
    readonly projects: Projects
    readonly migrations: Migrations
    readonly operations: Operations
    readonly savepoints: Savepoints
    readonly settings: SettingsStore
  },
): Restore {
  const context: Context = { ports, ...core }
  const plans = createPlanMemory()

  return {
    plan: async (projectId, id, signal) => {
      const { plan } = await makePlan(context, { projectId, id }, looking(signal))
      plans.keep(plan)
      return plan
    },
    rehearse: async (projectId, id) => {
      const project = await core.projects.get(projectId)
      const { savepoint } = await core.savepoints.show(projectId, id)
      return core.operations.start({
        kind: 'rehearse',
        projectId,
        subject: id,
        access: 'reads',
        backupsFolder: project.backupsFolder,
        run: async (task) => {
          const of = { project, id, database: savepoint.database }
          return { kind: 'rehearsed', report: await rehearse(context, of, task) }
        },
      })
    },
    execute: async (projectId, id, approval) => {
      const { savepoint } = await core.savepoints.show(projectId, id)
      const project = await core.projects.get(projectId)
      const of = { project, database: savepoint.database }
      const target = await findTarget(context, of, looking().signal)
      const approve = approver({ projectId, id, approval, path: target.database.path })
      await approve(await stampOf(ports.files, target.database.path))
      return start({ kind: 'restore', target, savepointId: id, approve })
    },
    undoable: async (projectId) => {
      const step = await findUndo(context, await core.projects.get(projectId))
      return step?.undoable ?? null
    },
    undo: async (projectId, safety) => {
      const project = await core.projects.get(projectId)
      const step = await undoStep(context, project, safety)
      const of = { project, database: step.undoable.database, path: step.target }
      const target = await knownTarget(context, of, looking().signal)
      return start({ kind: 'undo', target, savepointId: safety, approve: null })
    },
    recovered: async (projectId) => recover(context, await core.projects.get(projectId)),
  }

  function start(request: Replacing): Promise<string> {
    const { project } = request.target
    return core.operations.start({
      kind: request.kind,
      projectId: project.id,
      subject: request.savepointId,
      access: 'changes',
      backupsFolder: project.backupsFolder,
      run: async (task) => ({ kind: 'restored', restored: await replaceDatabase(context, request, task) }),
    })
  }

  /** Makes the approval again from what is there now; when it differs, looks again to say what changed. */
  function approver(of: {
    readonly projectId: string
    readonly id: string
    readonly approval: string
    readonly path: string
  }): (stamp: Stamp) => Promise<void> {
    return async (stamp) => {
      const details = await core.savepoints.show(of.projectId, of.id)
      const sha256 = await savepointHash(context, details, looking().signal)
      const now = approvalOf({ savepointId: of.id, sha256, target: of.path, stamp })
      if (now === of.approval) return
      throw changedSince(plans.find(of.approval), await makePlan(context, of, looking()))
    }
  }

  function looking(signal?: AbortSignal) {
    const task = finishingTask()
    return signal === undefined ? task : { ...task, signal }
  }
}
