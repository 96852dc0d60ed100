import { describe, expect, it } from 'vitest'
import { next } from '../../src-main/contract/restore-wizard-next.ts'
import {
  firstStep,
  stepOf,
  type RestoreWizard,
  type RestoreWizardEvent,
} from '../../src-main/contract/restore-wizard.ts'
import {
  changed,
  full,
  plan,
  rehearsed,
  restored,
  run,
  state,
  toRehearsed,
  undoable,
} from './restore-wizard-parts.ts'

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
})
