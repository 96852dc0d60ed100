import { Checkmark16Regular, ShieldCheckmark16Filled } from '@fluentui/react-icons'
import { stepOf, type RestoreWizard } from '../../../src-main/contract/restore-wizard.ts'
import { Said } from '../../ui/said.tsx'
import { useFormat, useWords, type Words } from '../../words/words.ts'
import type { Format } from '../../words/format.ts'
import { sumOf } from '../savepoints/comparison.ts'
import { useNow } from '../../ui/use-now.ts'
import { seenPlan } from './use-restore-wizard.ts'

/** The six steps at the left; one line on top where it is narrow. */
export function StepsRail({ state, file }: { readonly state: RestoreWizard; readonly file: string }) {
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const said = words.restore
  const step = stepOf(state)
  const over = state.at === 'restored'
  return (
    <nav className="steps" aria-label={said.progress(step, said.steps[step - 1] ?? '')}>
      <p className="steps-narrow">{said.narrow(step, said.steps[step - 1] ?? '')}</p>
      <ol>
        {said.steps.map((name, index) => {
          const done = over || index + 1 < step
          const current = !over && index + 1 === step
          return (
            <li
              key={name}
              className={done ? 'step done' : current ? 'step current' : 'step'}
              aria-current={current ? 'step' : undefined}
            >
              <span className="number" aria-hidden>
                {done ? <Checkmark16Regular /> : index + 1}
              </span>
              <span>
                {name}
                <small>{hintOf(state, index, { words, format, now }) ?? said.stepHints[index]}</small>
              </span>
            </li>
          )
        })}
      </ol>
      <p className="row cap t2 steps-note">
        <ShieldCheckmark16Filled />
        <span>
          <Said>{step >= 5 ? said.keptBefore : said.untilStep5(file)}</Said>
        </span>
      </p>
    </nav>
  )
}

type Saying = { readonly words: Words; readonly format: Format; readonly now: Date }

/** What is known of a step that was already reached. */
function hintOf(state: RestoreWizard, index: number, { words, format, now }: Saying): string | null {
  const plan = seenPlan(state)
  if (plan === null) return null
  if (index === 0) return format.moment(plan.savepoint.takenAt, now)
  if (index === 1 && plan.changes !== null) {
    const sums = sumOf(plan.changes)
    return words.restore.rowsHint(format.number(sums.removed), format.number(sums.added))
  }
  if (index === 2) {
    const checks = checksOf(state)
    if (checks === null) return null
    return words.restore.checksHint(checks.filter((line) => line.at === 'passed').length, checks.length)
  }
  return null
}

function checksOf(state: RestoreWizard) {
  if (state.at === 'rehearsing') return state.report?.checks ?? null
  if (state.at === 'rehearsed') return state.rehearsal.report.checks
  if (state.at === 'confirming' || state.at === 'restoring' || state.at === 'restored') {
    return state.replacement.kind === 'restore' ? state.replacement.rehearsal.report.checks : null
  }
  return null
}
