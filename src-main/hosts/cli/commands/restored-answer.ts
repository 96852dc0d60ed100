import type { RehearsalReport, Restored } from '../../../contract/restore.ts'
import type { Answer } from '../session.ts'
import { seconds } from '../../words/format.ts'

/** The same words and the same JSON for a restore and for taking one back. */
export function restoredAnswer(restored: Restored, rehearsal: RehearsalReport | null): Answer {
  const { database, target, tookMs, at, checks } = restored
  return {
    json: {
      restored: restored.restored,
      safety: restored.safety,
      database,
      target,
      at,
      tookMs,
      checks,
      rehearsal,
    },
    text: [
      `${target} is ${restored.restored} again; checked, in ${seconds(tookMs)}.`,
      restored.safety === null
        ? 'There was nothing before it to keep.'
        : `What was there before is ${restored.safety}; “savepoint undo” brings it back.`,
    ].join('\n'),
  }
}
