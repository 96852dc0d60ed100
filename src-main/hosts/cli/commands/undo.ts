import { problem } from '../../../core/problem.ts'
import { type Answer, finish, type Session, stopHere } from '../session.ts'
import { moment } from '../../words/format.ts'
import { mayAsk } from './restore.ts'
import { restoredAnswer } from './restored-answer.ts'
import { resultIs } from './result-is.ts'

export async function undo(session: Session): Promise<Answer> {
  const { client, project, options, terminal, signal } = session
  mayAsk(session)
  const { undoable } = await client.restore.undoable({ projectId: project.id })
  if (undoable === null) throw problem('nothing-to-undo')
  if (!options.yes) {
    terminal.note(
      `The restore of ${undoable.restored} (${moment(undoable.restoredAt)}) is taken back: ${undoable.safety} returns. What is there now is saved first.`,
    )
    if (!(await terminal.ask('Take it back?', signal))) throw problem('cancelled')
  }
  stopHere(signal)
  const started = client.restore.undo({ projectId: project.id, safety: undoable.safety })
  const { restored } = resultIs('restored', await finish(session, started))
  return restoredAnswer(restored, null)
}
