import { useCallback, useEffect, useReducer } from 'react'
import type { Project } from '../../../src-main/contract/project.ts'
import {
  firstStep,
  isBusy,
  type RestoreWizard,
  type RestoreWizardEvent,
} from '../../../src-main/contract/restore-wizard.ts'
import { next } from '../../../src-main/contract/restore-wizard-next.ts'
import { problemOf, type Client } from '../../api.ts'
import { useClient } from '../../client.ts'
import { refreshAfter } from '../../project-work.ts'
import type { WizardEntry } from '../../window-store.ts'
import { cancelOperation, follow, showElsewhere } from '../operations/operations-store.ts'

export type Wizard = {
  readonly state: RestoreWizard
  readonly send: (event: RestoreWizardEvent) => void
  /** Asks for the plan again, to see whether what was in the way is gone. */
  readonly lookAgain: () => Promise<void>
  /** Stops the work under way, where that is safe. */
  readonly stop: () => void
}

const blockersAgainMs = 3_000

/** The pure machine, and what it waits for: plans, rehearsals, the restore itself. */
export function useRestoreWizard(project: Project, entry: WizardEntry): Wizard {
  const client = useClient()
  const [state, send] = useReducer(next, entry, begin)
  const planningFor = state.at === 'planning' ? state.savepointId : null
  const toStart = isBusy(state) && state.operationId === null ? state : null

  useEffect(() => {
    if (planningFor === null) return
    let gone = false
    const tell = (event: RestoreWizardEvent) => {
      if (!gone) send(event)
    }
    client.restore.plan({ projectId: project.id, id: planningFor }).then(
      (plan) => tell({ kind: 'planned', plan }),
      (thrown: unknown) => tell({ kind: 'failed', problem: problemOf(thrown) }),
    )
    return () => {
      gone = true
    }
  }, [client, project.id, planningFor])

  useEffect(() => {
    if (toStart !== null) void work(client, project, { state: toStart, send })
    // The machine leaves this state by the first event, so it starts once.
  }, [client, project, toStart])

  const seen = seenPlan(state)
  const planId = seen?.savepoint.id ?? null
  const lookAgain = useCallback(async () => {
    if (planId === null) return
    try {
      send({ kind: 'planned', plan: await client.restore.plan({ projectId: project.id, id: planId }) })
    } catch (thrown) {
      send({ kind: 'failed', problem: problemOf(thrown) })
    }
  }, [client, project.id, planId])

  const blocked = state.at === 'confirming' && (seen?.blockers.length ?? 0) > 0
  useEffect(() => {
    if (!blocked) return
    const timer = setInterval(() => void lookAgain(), blockersAgainMs)
    return () => clearInterval(timer)
  }, [blocked, lookAgain])

  const running = isBusy(state) ? state.operationId : null
  const stop = useCallback(() => {
    if (running !== null) void cancelOperation(client, running)
  }, [client, running])
  return { state, send, lookAgain, stop }
}

type Work = {
  readonly state: RestoreWizard & { readonly at: 'rehearsing' | 'restoring' }
  readonly send: (event: RestoreWizardEvent) => void
}

async function work(client: Client, project: Project, { state, send }: Work): Promise<void> {
  try {
    const { operationId } = await start(client, project.id, state)
    showElsewhere(operationId)
    send({ kind: 'started', operationId })
    const last = await follow(client, operationId, (heard) => send({ kind: 'operation', state: heard }))
    if (state.at === 'restoring' && last !== null) await refreshAfter(client, project, last)
  } catch (thrown) {
    send({ kind: 'failed', problem: problemOf(thrown) })
  }
}

function start(client: Client, projectId: string, state: Work['state']): Promise<{ operationId: string }> {
  if (state.at === 'rehearsing') return client.restore.rehearse({ projectId, id: state.plan.savepoint.id })
  const { replacement } = state
  if (replacement.kind === 'undo') {
    return client.restore.undo({ projectId, safety: replacement.undoable.safety })
  }
  const { savepoint, approval } = replacement.plan
  return client.restore.execute({ projectId, id: savepoint.id, approval })
}

function begin(entry: WizardEntry): RestoreWizard {
  switch (entry.kind) {
    case 'choose':
      return firstStep
    case 'savepoint':
      return next(firstStep, { kind: 'chosen', savepointId: entry.id })
    case 'undo':
      return next(firstStep, { kind: 'undo', undoable: entry.undoable })
  }
}

/** The plan that the person is looking at, where there is one. */
export function seenPlan(state: RestoreWizard) {
  switch (state.at) {
    case 'comparing':
    case 'rehearsing':
    case 'rehearsed':
      return state.plan
    case 'confirming':
    case 'restoring':
    case 'restored':
      return state.replacement.kind === 'restore' ? state.replacement.plan : null
    case 'choosing':
    case 'planning':
    case 'stopped':
      return null
  }
}
