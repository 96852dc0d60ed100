import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { next } from '../../src-main/contract/restore-wizard-next.ts'
import {
  firstStep,
  type RestoreWizard,
  type RestoreWizardEvent,
} from '../../src-main/contract/restore-wizard.ts'
import {
  changed,
  full,
  plan,
  rehearsed,
  restored,
  state,
  toRehearsed,
  undoable,
} from './restore-wizard-parts.ts'

describe('the restore wizard', () => {
  it('never restores without a rehearsal of the very plan that is approved, whatever happens in whatever order', () => {
    const id = fc.constantFrom('a', 'b')
    const operationId = fc.constantFrom('r', 'x')
    const anyPlan = fc
      .tuple(id, fc.constantFrom('one', 'two'), fc.boolean())
      .map(([of, approval, blocked]) => plan(of, approval, blocked ? [full] : []))
    const outcome = fc.constantFrom(
      'passed' as const,
      'warned' as const,
      'failed' as const,
      'running' as const,
    )
    const event: fc.Arbitrary<RestoreWizardEvent> = fc.oneof(
      id.map((savepointId) => ({ kind: 'chosen' as const, savepointId })),
      anyPlan.map((of) => ({ kind: 'planned' as const, plan: of })),
      fc.constantFrom<RestoreWizardEvent>(
        { kind: 'rehearse' },
        { kind: 'continue' },
        { kind: 'confirm' },
        { kind: 'look-again' },
        { kind: 'back' },
        { kind: 'leave' },
        { kind: 'undo', undoable },
        { kind: 'failed', problem: full },
        { kind: 'failed', problem: changed },
      ),
      // As a person does who means it: more often than anything else.
      {
        weight: 10,
        arbitrary: fc.constantFrom<RestoreWizardEvent>({ kind: 'continue' }, { kind: 'confirm' }),
      },
      operationId.map((one) => ({ kind: 'started' as const, operationId: one })),
      fc.boolean().map((accepted) => ({ kind: 'accept-warnings' as const, accepted })),
      fc.tuple(operationId, id, outcome).map(([op, of, how]) => rehearsed(op, of, how)),
      operationId.map((op): RestoreWizardEvent => ({
        kind: 'operation',
        state: state(op, { at: 'done', result: { kind: 'restored', restored } }),
      })),
    )
    let restores = 0
    // Half of the runs begin with a good walk, so that enough of them come as far as the danger button.
    const walk = fc.constantFrom<readonly RestoreWizardEvent[]>(
      [],
      toRehearsed('passed'),
      toRehearsed('warned'),
    )
    fc.assert(
      fc.property(walk, fc.array(event, { maxLength: 40, size: 'max' }), (start, events) => {
        let wizard: RestoreWizard = firstStep
        let heard: { readonly id: string; readonly outcome: string } | null = null
        let accepted = false
        for (const one of [...start, ...events]) {
          const before = wizard
          wizard = next(wizard, one)
          if (before.at === 'rehearsing' && wizard.at === 'rehearsed' && one.kind === 'operation') {
            const { report } = wizard.rehearsal
            heard = { id: report.savepointId, outcome: report.outcome }
            accepted = false
          }
          if (one.kind === 'accept-warnings' && wizard.at === 'rehearsed') accepted = one.accepted
          if (wizard.at !== 'restoring' || before.at === 'restoring') continue
          if (wizard.replacement.kind === 'undo') continue
          restores += 1
          const { plan: approved, rehearsal } = wizard.replacement
          expect(rehearsal.approval).toBe(approved.approval)
          expect(approved.blockers).toEqual([])
          expect(heard?.id).toBe(approved.savepoint.id)
          expect(heard?.outcome === 'passed' || (heard?.outcome === 'warned' && accepted)).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
    expect(restores).toBeGreaterThan(50)
  })
})
