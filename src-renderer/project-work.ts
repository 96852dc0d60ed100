import type { OperationState } from '../src-main/contract/operation.ts'
import type { Project } from '../src-main/contract/project.ts'
import { problemOf, type Client } from './api.ts'
import {
  forgetInspection,
  inspect,
  mainDatabase,
  useInspection,
} from './features/migrations/inspection-store.ts'
import { notify, resumeOperations, run } from './features/operations/operations-store.ts'
import { loadProjectFacts, loadUndoable, useProjectFacts } from './features/overview/project-facts-store.ts'
import { forgetSavepoints, loadSavepoints, useSavepoints } from './features/savepoints/savepoints-store.ts'
import { standingOf } from './ui/verdict.ts'

/** Reads all that the screens of a project show; each part paints when it comes. */
export async function readProject(client: Client, project: Project): Promise<void> {
  forgetSavepoints()
  await Promise.all([
    readAgain(client, project),
    loadProjectFacts(client, project.id),
    resumeOperations(client, project.id, (state) => void refreshAfter(client, project, state)),
  ])
}

/** Migrations and savepoints anew; then the picker's memory of this project. */
export async function readAgain(client: Client, project: Project): Promise<void> {
  await Promise.all([inspect(client, project.id), loadSavepoints(client, project.id)])
  await noteSeen(client, project)
}

export function leaveWork(): void {
  forgetInspection()
  forgetSavepoints()
}

export async function saveNow(client: Client, project: Project, label: string | null = null): Promise<void> {
  const database = mainDatabase(useInspection.getState().databases)?.alias ?? 'default'
  const state = await run(client, () => client.savepoints.save({ projectId: project.id, database, label }))
  if (state !== null) await refreshAfter(client, project, state)
}

export async function verifySavepoint(client: Client, project: Project, id: string): Promise<void> {
  const state = await run(client, () => client.savepoints.verify({ projectId: project.id, id }))
  if (state !== null) await refreshAfter(client, project, state)
}

export async function exportSavepoint(
  client: Client,
  project: Project,
  what: { readonly id: string; readonly folder: string | null },
): Promise<void> {
  await run(client, () => client.savepoints.export({ projectId: project.id, ...what }))
}

export async function importBundle(client: Client, project: Project, bundle: string): Promise<void> {
  const state = await run(client, () => client.savepoints.import({ projectId: project.id, bundle }))
  if (state !== null) await refreshAfter(client, project, state)
}

/** After work ended: what it may have changed is read again. */
export async function refreshAfter(client: Client, project: Project, state: OperationState): Promise<void> {
  await loadSavepoints(client, project.id)
  if (state.kind === 'restore' || state.kind === 'undo') {
    await Promise.all([inspect(client, project.id), loadUndoable(client, project.id)])
  }
  await noteSeen(client, project)
}

async function noteSeen(client: Client, project: Project): Promise<void> {
  const { picture, databases, projectId } = useInspection.getState()
  const { list } = useSavepoints.getState()
  if (picture === null || list === null || projectId !== project.id) return
  const database = mainDatabase(databases)
  const standing = standingOf(picture, database?.alias ?? 'default')
  try {
    await client.projects.noteSeen({
      projectId: project.id,
      seen: {
        at: new Date().toISOString(),
        engine: database?.engine ?? null,
        bytes: database?.bytes ?? null,
        branch: useProjectFacts.getState().git?.branch ?? null,
        pending: standing.pending,
        ghosts: standing.ghosts,
        conflicts: standing.conflicts,
        lastSavepointAt: list[0]?.takenAt ?? null,
      },
    })
  } catch (thrown) {
    notify(problemOf(thrown))
  }
}
