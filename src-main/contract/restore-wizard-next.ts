import type { OperationState } from './operation.ts'
import type { Problem } from './problem.ts'
import type { RestorePlan } from './restore.ts'
import {
  canContinue,
  canReplace,
  firstStep,
  isBusy,
  savepointOf,
  stepOf,
  undoableOf,
  type RestoreWizard,
  type RestoreWizardEvent,
} from './restore-wizard.ts'

/** Events that make no sense in a state change nothing. The same rules as the core's own, which refuses on its side too. */
export function next(wizard: RestoreWizard, event: RestoreWizardEvent): RestoreWizard {
  switch (event.kind) {
    case 'chosen':
      return isBusy(wizard) ? wizard : planning(event.savepointId)
    case 'planned':
      return planned(wizard, event.plan)
    case 'rehearse':
      return wizard.at === 'comparing' || wizard.at === 'rehearsed'
        ? { at: 'rehearsing', plan: wizard.plan, operationId: null, report: null }
        : wizard
    case 'started':
      return isBusy(wizard) && wizard.operationId === null
        ? { ...wizard, operationId: event.operationId }
        : wizard
    case 'operation':
      return heard(wizard, event.state)
    case 'accept-warnings':
      return wizard.at === 'rehearsed' ? { ...wizard, accepted: event.accepted } : wizard
    case 'continue':
      return wizard.at === 'rehearsed' && canContinue(wizard)
        ? {
            at: 'confirming',
            replacement: { kind: 'restore', plan: wizard.plan, rehearsal: wizard.rehearsal },
          }
        : wizard
    case 'confirm':
      return wizard.at === 'confirming' && canReplace(wizard.replacement)
        ? {
            at: 'restoring',
            replacement: wizard.replacement,
            operationId: null,
            verifying: false,
            last: null,
          }
        : wizard
    case 'failed':
      return stopped(wizard, event.problem)
    case 'undo':
      return isBusy(wizard)
        ? wizard
        : { at: 'confirming', replacement: { kind: 'undo', undoable: event.undoable } }
    case 'look-again':
      return lookAgain(wizard)
    case 'back':
      return back(wizard)
    case 'leave':
      return wizard.at === 'restoring' ? wizard : firstStep
  }
}

function planning(savepointId: string, changed: Problem | null = null): RestoreWizard {
  return { at: 'planning', savepointId, changed }
}

/** A later look may only refresh what the person already approved of; anything else sends them back to see it. */
function planned(wizard: RestoreWizard, plan: RestorePlan): RestoreWizard {
  if (wizard.at === 'planning') {
    return plan.savepoint.id === wizard.savepointId
      ? { at: 'comparing', plan, changed: wizard.changed }
      : wizard
  }
  if (wizard.at === 'comparing') {
    return plan.savepoint.id === wizard.plan.savepoint.id ? { ...wizard, plan } : wizard
  }
  if (wizard.at === 'rehearsed') {
    if (plan.savepoint.id !== wizard.plan.savepoint.id) return wizard
    return plan.approval === wizard.plan.approval
      ? { ...wizard, plan }
      : { at: 'comparing', plan, changed: changedMeanwhile(plan) }
  }
  if (wizard.at === 'confirming' && wizard.replacement.kind === 'restore') {
    const before = wizard.replacement.plan
    if (plan.savepoint.id !== before.savepoint.id) return wizard
    return plan.approval === before.approval
      ? { at: 'confirming', replacement: { ...wizard.replacement, plan } }
      : { at: 'comparing', plan, changed: changedMeanwhile(plan) }
  }
  return wizard
}

function heard(wizard: RestoreWizard, state: OperationState): RestoreWizard {
  if (!isBusy(wizard) || wizard.operationId !== state.id) return wizard
  if (state.problem !== null) {
    const cancelled = wizard.at === 'rehearsing' && state.at === 'cancelled'
    return cancelled ? { at: 'comparing', plan: wizard.plan, changed: null } : stopped(wizard, state.problem)
  }
  if (wizard.at === 'rehearsing') {
    if (state.at === 'done' && state.result?.kind === 'rehearsed') {
      if (state.result.report.savepointId !== wizard.plan.savepoint.id) return wizard
      const rehearsal = { approval: wizard.plan.approval, report: state.result.report }
      return { at: 'rehearsed', plan: wizard.plan, rehearsal, accepted: false }
    }
    if (state.at === 'cancelled') return { at: 'comparing', plan: wizard.plan, changed: null }
    return { ...wizard, report: state.report ?? wizard.report }
  }
  if (state.at === 'done' && state.result?.kind === 'restored') {
    return { at: 'restored', replacement: wizard.replacement, restored: state.result.restored }
  }
  const verifying = wizard.verifying || state.progress?.step === 'checking-restored'
  return { ...wizard, verifying, last: state }
}

/** A world that changed is no failure: it sends back to look again. Everything else stops where it is. */
function stopped(wizard: RestoreWizard, problem: Problem): RestoreWizard {
  const savepointId = savepointOf(wizard)
  if (problem.code === 'changed-since-approved' && savepointId !== null) {
    return planning(savepointId, problem)
  }
  // What is done is done: a call that fails later belongs to something else.
  if (wizard.at === 'restored') return wizard
  if (wizard.at === 'stopped') return { ...wizard, problem }
  return { at: 'stopped', in: stepOf(wizard), problem, savepointId, undoable: undoableOf(wizard) }
}

function lookAgain(wizard: RestoreWizard): RestoreWizard {
  if (isBusy(wizard)) return wizard
  const undoable = undoableOf(wizard)
  if (wizard.at === 'stopped' && undoable !== null) {
    return { at: 'confirming', replacement: { kind: 'undo', undoable } }
  }
  const savepointId = savepointOf(wizard)
  return savepointId === null || wizard.at === 'restored' ? wizard : planning(savepointId)
}

function back(wizard: RestoreWizard): RestoreWizard {
  switch (wizard.at) {
    case 'planning':
    case 'comparing':
      return firstStep
    case 'rehearsing':
    case 'rehearsed':
      return { at: 'comparing', plan: wizard.plan, changed: null }
    case 'confirming':
      return wizard.replacement.kind === 'undo'
        ? firstStep
        : {
            at: 'rehearsed',
            plan: wizard.replacement.plan,
            rehearsal: wizard.replacement.rehearsal,
            accepted: true,
          }
    case 'stopped':
      return wizard.savepointId === null ? firstStep : planning(wizard.savepointId)
    case 'choosing':
    case 'restoring':
    case 'restored':
      return wizard
  }
}

function changedMeanwhile(plan: RestorePlan): Problem {
  return {
    code: 'changed-since-approved',
    facts: { name: plan.target.name },
    safe: 'nothing-was-changed',
    fixes: [{ kind: 'rehearse-again' }],
    evidence: [],
  }
}
