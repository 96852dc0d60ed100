import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OperationState } from '../../src-main/contract/operation.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { RehearsalReport, Restored, RestorePlan, Undoable } from '../../src-main/contract/restore.ts'
import { next } from '../../src-main/contract/restore-wizard-next.ts'
import {
  firstStep,
  stepOf,
  type RestoreWizard,
  type RestoreWizardEvent,
} from '../../src-main/contract/restore-wizard.ts'

const savepoint = (id: string): RestorePlan['savepoint'] => ({
  id,
  takenAt: '2026-11-21T10:15:00.000Z',
  kind: 'you',
  label: null,
  pinned: false,
  reason: null,
  database: 'default',
  file: `${id}.sqlite3`,
  bytes: 4096,
  rows: 3,
  verification: 'verified',
  verified: true,
  migrations: 1,
  branch: 'main',
})

const full: Problem = {
  code: 'disk-full',
  facts: {},
  safe: 'nothing-was-changed',
  fixes: [{ kind: 'retry' }],
  evidence: [],
}
const changed: Problem = { ...full, code: 'changed-since-approved' }

const plan = (id: string, approval: string, blockers: readonly Problem[] = []): RestorePlan => ({
  approval,
  projectId: 'shop',
  database: 'default',
  savepoint: savepoint(id),
  target: { path: '/shop/db.sqlite3', name: 'db.sqlite3', exists: true, bytes: 4096, whole: true },
  changes: null,
  safetyName: 'db_20261121_104512.sqlite3',
  bytesNeeded: 10,
  blockers: [...blockers],
})

const report = (savepointId: string, outcome: RehearsalReport['outcome']): RehearsalReport => ({
  savepointId,
  at: '2026-11-21T10:44:00.000Z',
  outcome,
  checks: [],
})
const restored: Restored = {
  database: 'default',
  target: '/shop/db.sqlite3',
  restored: 'a',
  safety: 's',
  at: '2026-11-21T10:45:00.000Z',
  tookMs: 12,
  checks: [],
}
const undoable: Undoable = { database: 'default', safety: 's', restored: 'a', restoredAt: restored.at }

const state = (id: string, part: Partial<OperationState> = {}): OperationState => ({
  id,
  kind: 'rehearse',
  projectId: 'shop',
  subject: 'a',
  startedAt: restored.at,
  endedAt: null,
  at: 'running',
  cancellable: true,
  progress: null,
  report: null,
  result: null,
  problem: null,
  ...part,
})
const rehearsed = (id: string, of: string, outcome: RehearsalReport['outcome']): RestoreWizardEvent => ({
  kind: 'operation',
  state: state(id, { at: 'done', result: { kind: 'rehearsed', report: report(of, outcome) } }),
})

const toRehearsed = (outcome: RehearsalReport['outcome']): readonly RestoreWizardEvent[] => [
  { kind: 'chosen', savepointId: 'a' },
  { kind: 'planned', plan: plan('a', 'one') },
  { kind: 'rehearse' },
  { kind: 'started', operationId: 'r' },
  rehearsed('r', 'a', outcome),
]
const run = (...events: readonly RestoreWizardEvent[]): RestoreWizard => events.reduce(next, firstStep)

describe('the restore wizard', () => {
  it('walks the six steps of a restore that goes well', () => {
    const seen: string[] = []
    let wizard: RestoreWizard = firstStep
    const events: readonly RestoreWizardEvent[] = [
      ...toRehearsed('passed'),
      { kind: 'continue' },
      { kind: 'confirm' },
      { kind: 'started', operationId: 'x' },
      {
        kind: 'operation',
        state: state('x', { progress: { step: 'checking-restored', amount: null, subject: null } }),
      },
      { kind: 'operation', state: state('x', { at: 'done', result: { kind: 'restored', restored } }) },
    ]
    for (const event of events) {
      wizard = next(wizard, event)
      seen.push(`${stepOf(wizard)} ${wizard.at}`)
    }
    expect(seen).toEqual([
      '2 planning',
      '2 comparing',
      '3 rehearsing',
      '3 rehearsing',
      '3 rehearsed',
      '4 confirming',
      '5 restoring',
      '5 restoring',
      '6 restoring',
      '6 restored',
    ])
  })

  it.each<[string, readonly RestoreWizardEvent[], string]>([
    [
      'keeps Continue off after a failed rehearsal',
      [...toRehearsed('failed'), { kind: 'continue' }],
      'rehearsed',
    ],
    [
      'keeps Continue off while warnings are not accepted',
      [...toRehearsed('warned'), { kind: 'continue' }],
      'rehearsed',
    ],
    [
      'goes on when the warnings were accepted',
      [...toRehearsed('warned'), { kind: 'accept-warnings', accepted: true }, { kind: 'continue' }],
      'confirming',
    ],
    [
      'does not accept a failure',
      [...toRehearsed('failed'), { kind: 'accept-warnings', accepted: true }, { kind: 'continue' }],
      'rehearsed',
    ],
    [
      'keeps Replace off while something blocks',
      [
        ...toRehearsed('passed'),
        { kind: 'continue' },
        { kind: 'planned', plan: plan('a', 'one', [full]) },
        { kind: 'confirm' },
      ],
      'confirming',
    ],
    [
      'goes on when what blocked is gone',
      [
        ...toRehearsed('passed'),
        { kind: 'continue' },
        { kind: 'planned', plan: plan('a', 'one', [full]) },
        { kind: 'planned', plan: plan('a', 'one') },
        { kind: 'confirm' },
      ],
      'restoring',
    ],
    [
      'goes back to what changes when the database changed before Replace',
      [...toRehearsed('passed'), { kind: 'continue' }, { kind: 'planned', plan: plan('a', 'two') }],
      'comparing',
    ],
    [
      'looks again when the core refuses, and needs a new rehearsal',
      [
        ...toRehearsed('passed'),
        { kind: 'continue' },
        { kind: 'confirm' },
        { kind: 'failed', problem: changed },
        { kind: 'planned', plan: plan('a', 'two') },
        { kind: 'continue' },
        { kind: 'confirm' },
      ],
      'comparing',
    ],
    [
      'ignores a rehearsal of another operation',
      [...toRehearsed('passed').slice(0, 4), rehearsed('other', 'a', 'passed')],
      'rehearsing',
    ],
    [
      'goes back to what changes when the rehearsal was cancelled',
      [
        ...toRehearsed('passed').slice(0, 4),
        {
          kind: 'operation',
          state: state('r', { at: 'cancelled', problem: { ...full, code: 'cancelled' } }),
        },
      ],
      'comparing',
    ],
    ['enters an undo at Confirm', [{ kind: 'undo', undoable }], 'confirming'],
    ['undoes with one confirmation', [{ kind: 'undo', undoable }, { kind: 'confirm' }], 'restoring'],
    [
      'can’t be left while it replaces',
      [{ kind: 'undo', undoable }, { kind: 'confirm' }, { kind: 'leave' }, { kind: 'back' }],
      'restoring',
    ],
    [
      'stops with the problem of the restore',
      [
        ...toRehearsed('passed'),
        { kind: 'continue' },
        { kind: 'confirm' },
        { kind: 'started', operationId: 'x' },
        { kind: 'operation', state: state('x', { at: 'failed', problem: full }) },
      ],
      'stopped',
    ],
  ])('%s', (_, events, at) => {
    expect(run(...events).at).toBe(at)
  })

  it('says why it came back to what changes', () => {
    const wizard = run(...toRehearsed('passed'), { kind: 'planned', plan: plan('a', 'two') })
    expect(wizard).toMatchObject({ at: 'comparing', changed: { code: 'changed-since-approved' } })
  })

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
