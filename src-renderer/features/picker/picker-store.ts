import { create } from 'zustand'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { OpenAnswer, RecentProject } from '../../../src-main/contract/project.ts'
import { problemOf, type Client } from '../../api.ts'
import { follow } from '../operations/operations-store.ts'
import { showProject } from '../../window-store.ts'

type Candidates = Extract<OpenAnswer, { kind: 'choose' }>['candidates']

type PickerState = {
  readonly recent: readonly RecentProject[] | null
  /** The path that is being opened. */
  readonly opening: string | null
  readonly problem: Problem | null
  readonly triedPath: string | null
  readonly candidates: Candidates | null
  /** The operation that makes the demo project. */
  readonly demo: string | null
}

export const usePicker = create<PickerState>(() => ({
  recent: null,
  opening: null,
  problem: null,
  triedPath: null,
  candidates: null,
  demo: null,
}))

export async function loadRecent(client: Client): Promise<void> {
  try {
    const { projects } = await client.projects.recent()
    usePicker.setState({ recent: projects.toSorted(byPinThenTime) })
  } catch (thrown) {
    usePicker.setState({ recent: [], problem: problemOf(thrown) })
  }
}

/** Opens a folder or a manage.py; several under it become `candidates` to ask about. */
export async function openPath(client: Client, path: string): Promise<void> {
  usePicker.setState({ opening: path, problem: null, candidates: null, triedPath: path })
  try {
    const answer = await client.projects.open({ path })
    if (answer.kind === 'choose') usePicker.setState({ candidates: answer.candidates })
    else showProject(answer.project)
  } catch (thrown) {
    usePicker.setState({ problem: problemOf(thrown) })
  } finally {
    usePicker.setState({ opening: null })
  }
}

/** Makes the demo project (or finds the one made before) and opens it. */
export async function openDemo(client: Client): Promise<void> {
  usePicker.setState({ problem: null, triedPath: null })
  try {
    const { operationId } = await client.projects.makeDemo()
    usePicker.setState({ demo: operationId })
    const last = await follow(client, operationId)
    if (last?.result?.kind === 'demo-made') await openPath(client, last.result.root)
  } catch (thrown) {
    usePicker.setState({ problem: problemOf(thrown) })
  } finally {
    usePicker.setState({ demo: null })
  }
}

export async function pinProject(client: Client, project: RecentProject): Promise<void> {
  await changed(client, () => client.projects.pin({ projectId: project.id, pinned: !project.pinned }))
}

/** Off the list; its files stay. */
export async function forgetProject(client: Client, project: RecentProject): Promise<void> {
  await changed(client, () => client.projects.forget({ projectId: project.id }))
}

export function closeQuestion(): void {
  usePicker.setState({ candidates: null, problem: null })
}

async function changed(client: Client, change: () => Promise<unknown>): Promise<void> {
  try {
    await change()
    await loadRecent(client)
  } catch (thrown) {
    usePicker.setState({ problem: problemOf(thrown) })
  }
}

function byPinThenTime(a: RecentProject, b: RecentProject): number {
  if (a.pinned !== b.pinned) return a.pinned ? -1 : 1
  return Date.parse(b.openedAt) - Date.parse(a.openedAt)
}
