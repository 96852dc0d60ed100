import { Button } from '@fluentui/react-components'
import { ArrowRight20Regular, Database20Regular } from '@fluentui/react-icons'
import type { RestorePlan } from '../../../src-main/contract/restore.ts'
import { Branch } from '../../ui/branch.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { SavepointShield } from '../../ui/savepoint-shield.tsx'
import { Said } from '../../ui/said.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { useProjectFacts } from '../overview/project-facts-store.ts'
import { ChangesSide } from './changes-side.tsx'
import { ChangesTable } from './changes-table.tsx'
import type { StepIn, StepProps } from './step-props.ts'
import { WizardPage } from './wizard-page.tsx'

/** Step 2, while the plan is being made. */
export function StepPlanning({ leave }: StepProps) {
  const words = useWords().restore
  return (
    <WizardPage
      title={words.planning.title}
      what={words.planning.what}
      arrival="planning"
      footer={
        <Button appearance="subtle" onClick={leave}>
          {words.cancel}
        </Button>
      }
    >
      <Skeleton width="100%" height={60} />
      <Skeleton width="66%" height={320} />
    </WizardPage>
  )
}

/** Step 2: rows that go and come back, in words. */
export function StepChanges({ wizard, state, leave }: StepIn<'comparing'>) {
  const words = useWords().restore
  const format = useFormat()
  const now = useNow()
  const { plan, changed } = state
  return (
    <WizardPage
      title={words.changes.title(format.point(plan.savepoint.takenAt, now))}
      what={words.changes.what(plan.target.name)}
      arrival="changes"
      footer={
        <>
          <Button appearance="subtle" onClick={leave}>
            {words.cancel}
          </Button>
          <span className="grow" />
          <span className="cap t3 wide-hint">{words.changes.next}</span>
          <Button onClick={() => wizard.send({ kind: 'back' })}>{words.back}</Button>
          <Button
            appearance="primary"
            icon={<ArrowRight20Regular />}
            iconPosition="after"
            onClick={() => wizard.send({ kind: 'rehearse' })}
          >
            {words.changes.go}
          </Button>
        </>
      }
    >
      {changed !== null && <ProblemCard problem={changed} tone="warn" />}
      <FromTo plan={plan} />
      <div className="two">
        {plan.changes === null ? (
          <section className="notice warn">
            <div>
              <h2>{words.changes.unreadable}</h2>
              <p className="dense t2">
                <Said>
                  {plan.target.exists
                    ? words.changes.unreadableWhat(plan.target.name)
                    : words.changes.missing(plan.target.name)}
                </Said>
              </p>
            </div>
          </section>
        ) : (
          <ChangesTable changes={plan.changes} />
        )}
        <ChangesSide changes={plan.changes} />
      </div>
    </WizardPage>
  )
}

function FromTo({ plan }: { readonly plan: RestorePlan }) {
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const branch = useProjectFacts((facts) => facts.git?.branch ?? null)
  const total = (which: 'before' | 'after') =>
    plan.changes === null
      ? null
      : words.savepoints.contentsOf({
          size: format.bytes(which === 'before' ? plan.target.bytes : plan.savepoint.bytes),
          tables: format.number(plan.changes.tables.filter((table) => table[which] !== null).length),
          rows: format.number(plan.changes.tables.reduce((sum, table) => sum + (table[which] ?? 0), 0)),
        })
  return (
    <div className="from-to">
      <section className="card row side">
        <Database20Regular className="t2" />
        <div className="grow">
          <b>{words.restore.changes.now}</b>
          <div className="cap t2">{total('before') ?? format.bytes(plan.target.bytes)}</div>
        </div>
        {branch !== null && <Branch name={branch} chip />}
      </section>
      <ArrowRight20Regular className="acc" />
      <section className="card row side to">
        <SavepointGlyph kind={plan.savepoint.kind} />
        <div className="grow">
          <b>{format.moment(plan.savepoint.takenAt, now)}</b>
          <div className="cap t2">{total('after') ?? format.bytes(plan.savepoint.bytes)}</div>
        </div>
        <SavepointShield verification={plan.savepoint.verification} chip />
      </section>
    </div>
  )
}
