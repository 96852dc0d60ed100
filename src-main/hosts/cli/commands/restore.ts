import type { CheckLine, RehearsalReport, RestorePlan } from '../../../contract/restore.ts'
import { problem, ProblemError } from '../../../core/problem.ts'
import { invalid } from '../arguments.ts'
import { findSavepoint } from '../find-savepoint.ts'
import { type Answer, finish, type Session, stopHere } from '../session.ts'
import { bytes } from '../../words/format.ts'
import { comparisonText } from './compare.ts'
import { restoredAnswer } from './restored-answer.ts'
import { resultIs } from './result-is.ts'

/** Plan, rehearse, ask, replace, check. Nothing is touched before the answer is yes. */
export async function restore(session: Session): Promise<Answer> {
  const { client, project, options, operands, signal, terminal } = session
  mayAsk(session)
  const { id } = await findSavepoint(session, operands[0] ?? '')
  const ofSavepoint = { projectId: project.id, id }
  const plan = await client.restore.plan(ofSavepoint, { signal })
  const [blocker] = plan.blockers
  if (blocker !== undefined) throw new ProblemError(blocker)

  const rehearsal = options.rehearse ? await rehearse(session, id) : null
  stopHere(signal)
  if (!options.yes) {
    terminal.note(planText(plan, rehearsal))
    const warned = warnedOf(rehearsal).map((check) => check.id)
    const although = warned.length === 0 ? '' : `, although the rehearsal warned (${warned.join(', ')})`
    const answer = await terminal.ask(`Replace ${plan.target.name} with ${id}${although}?`, signal)
    if (!answer) throw problem('cancelled')
  } else if (!options.json && warnedOf(rehearsal).length > 0) terminal.note(rehearsalText(rehearsal))
  stopHere(signal)
  const started = client.restore.execute({ ...ofSavepoint, approval: plan.approval })
  const { restored } = resultIs('restored', await finish(session, started))
  return restoredAnswer(restored, rehearsal)
}

/** In a pipe there is nobody to ask: then --yes must have been given. */
export function mayAsk({ options, terminal }: Pick<Session, 'options' | 'terminal'>): void {
  if (options.yes || terminal.canAsk) return
  throw invalid('this changes the database and there is no terminal to ask on; add --yes', '--yes')
}

async function rehearse(session: Session, id: string): Promise<RehearsalReport> {
  const started = session.client.restore.rehearse({ projectId: session.project.id, id })
  const { report } = resultIs('rehearsed', await finish(session, started))
  if (report.outcome !== 'failed') return report
  const failed = report.checks.filter(({ at }) => at === 'failed')
  throw problem('rehearsal-failed', {
    facts: { id, failed: failed.map((check) => check.id).join(', ') },
    fixes: [{ kind: 'choose-another-savepoint' }],
    evidence: failed.flatMap((check) => [checkText(check)].concat(check.problem?.evidence ?? [])),
  })
}

function planText(plan: RestorePlan, rehearsal: RehearsalReport | null): string {
  return [
    plan.changes === null
      ? `What is in ${plan.target.name} now can’t be read, so it can’t be compared.`
      : comparisonText(plan.changes),
    plan.target.exists
      ? `What is there now (${bytes(plan.target.bytes)}) is saved first, as about ${plan.safetyName}.`
      : `${plan.target.path} doesn’t exist; it is created.`,
    rehearsalText(rehearsal),
  ].join('\n')
}

function rehearsalText(rehearsal: RehearsalReport | null): string {
  if (rehearsal === null) return 'It was not rehearsed.'
  const warned = warnedOf(rehearsal)
  return [
    `The rehearsal passed${warned.length === 0 ? '.' : ', with something to know:'}`,
    ...warned.map((check) => `  ${checkText(check)}`),
  ].join('\n')
}

function warnedOf(rehearsal: RehearsalReport | null): readonly CheckLine[] {
  return rehearsal?.checks.filter(({ at }) => at === 'warned') ?? []
}

function checkText({ id, facts }: CheckLine): string {
  const shown = Object.entries(facts).map(([name, value]) => `${name} ${value}`)
  return `${id}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`
}
