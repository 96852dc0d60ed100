import type { OperationState } from './operation.ts'
import type { Problem } from './problem.ts'
import type { RehearsalReport, Restored, RestorePlan, Undoable } from './restore.ts'

/** A rehearsal that has ended, and the plan it was started from: it is worth nothing for another plan. */
export type Rehearsal = { readonly approval: string; readonly report: RehearsalReport }

/** What step 5 does: put a savepoint in, or take the last restore back. */
export type Replacement =
  | { readonly kind: 'restore'; readonly plan: RestorePlan; readonly rehearsal: Rehearsal }
  | { readonly kind: 'undo'; readonly undoable: Undoable }

/**
 * The six steps: 1 choose, 2 what changes, 3 rehearse, 4 confirm, 5 restore, 6 verify and done.
 * `operationId` is null between asking for the work and the answer that it has begun.
 */
export type RestoreWizard =
  | { readonly at: 'choosing' }
  /** The plan is being made. `changed`: why the person is here again. */
  | { readonly at: 'planning'; readonly savepointId: string; readonly changed: Problem | null }
  | { readonly at: 'comparing'; readonly plan: RestorePlan; readonly changed: Problem | null }
  | {
      readonly at: 'rehearsing'
      readonly plan: RestorePlan
      readonly operationId: string | null
      readonly report: RehearsalReport | null
    }
  /** Every check has ended. `accepted`: the person has read the warnings and goes on all the same. */
  | {
      readonly at: 'rehearsed'
      readonly plan: RestorePlan
      readonly rehearsal: Rehearsal
      readonly accepted: boolean
    }
  | { readonly at: 'confirming'; readonly replacement: Replacement }
  /** Steps 5 and, once `verifying`, 6. The last state heard of the operation is kept for its numbers. */
  | {
      readonly at: 'restoring'
      readonly replacement: Replacement
      readonly operationId: string | null
      readonly verifying: boolean
      readonly last: OperationState | null
    }
  | { readonly at: 'restored'; readonly replacement: Replacement; readonly restored: Restored }
  /** Something went wrong in step `in`; `savepointId` is what trying again would begin with. */
  | {
      readonly at: 'stopped'
      readonly in: WizardStep
      readonly problem: Problem
      readonly savepointId: string | null
      readonly undoable: Undoable | null
    }

export type WizardStep = 1 | 2 | 3 | 4 | 5 | 6

export type RestoreWizardEvent =
  | { readonly kind: 'chosen'; readonly savepointId: string }
  /** An answer of `restore.plan`: the first one, or a fresh look (for blockers) later on. */
  | { readonly kind: 'planned'; readonly plan: RestorePlan }
  | { readonly kind: 'rehearse' }
  /** The call that starts the rehearsal, restore or undo has answered. */
  | { readonly kind: 'started'; readonly operationId: string }
  /** One state from `operations.watch`. States of other operations change nothing. */
  | { readonly kind: 'operation'; readonly state: OperationState }
  | { readonly kind: 'accept-warnings'; readonly accepted: boolean }
  /** From the rehearsal to Confirm. */
  | { readonly kind: 'continue' }
  /** The danger button. */
  | { readonly kind: 'confirm' }
  /** A call (plan, start, watch) ended in a problem. */
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'undo'; readonly undoable: Undoable }
  | { readonly kind: 'look-again' }
  | { readonly kind: 'back' }
  /** Back to the list. In step 5 nothing happens: closing the window stops no work. */
  | { readonly kind: 'leave' }

export const firstStep: RestoreWizard = { at: 'choosing' }

/** The number in the rail and in "Step 3 of 6". */
export function stepOf(wizard: RestoreWizard): WizardStep {
  switch (wizard.at) {
    case 'choosing':
      return 1
    case 'planning':
    case 'comparing':
      return 2
    case 'rehearsing':
    case 'rehearsed':
      return 3
    case 'confirming':
      return 4
    case 'restoring':
      return wizard.verifying ? 6 : 5
    case 'restored':
      return 6
    case 'stopped':
      return wizard.in
  }
}

/** Is Continue on? Passed; or warned, and the warnings were accepted. */
export function canContinue(wizard: RestoreWizard & { readonly at: 'rehearsed' }): boolean {
  const { report, approval } = wizard.rehearsal
  if (approval !== wizard.plan.approval) return false
  return report.outcome === 'passed' || (report.outcome === 'warned' && wizard.accepted)
}

/** Is the danger button on? */
export function canReplace(replacement: Replacement): boolean {
  if (replacement.kind === 'undo') return true
  const { plan, rehearsal } = replacement
  return plan.blockers.length === 0 && rehearsal.approval === plan.approval
}

/** Is work under way that this wizard watches? */
export function isBusy(
  wizard: RestoreWizard,
): wizard is RestoreWizard & { readonly at: 'rehearsing' | 'restoring' } {
  return wizard.at === 'rehearsing' || wizard.at === 'restoring'
}

/** The savepoint it is about, null while none is chosen and for an undo. */
export function savepointOf(wizard: RestoreWizard): string | null {
  switch (wizard.at) {
    case 'planning':
    case 'stopped':
      return wizard.savepointId
    case 'comparing':
    case 'rehearsing':
    case 'rehearsed':
      return wizard.plan.savepoint.id
    case 'confirming':
    case 'restoring':
    case 'restored':
      return wizard.replacement.kind === 'restore' ? wizard.replacement.plan.savepoint.id : null
    case 'choosing':
      return null
  }
}

/** What is being taken back, when this is an undo. */
export function undoableOf(wizard: RestoreWizard): Undoable | null {
  if (wizard.at === 'stopped') return wizard.undoable
  if (wizard.at !== 'confirming' && wizard.at !== 'restoring') return null
  return wizard.replacement.kind === 'undo' ? wizard.replacement.undoable : null
}
