import { Button } from '@fluentui/react-components'
import { ErrorCircle20Filled } from '@fluentui/react-icons'
import { useEffect } from 'react'
import { fixLabelEn } from '../../src-main/contract/words/fixes.en.ts'
import { sayProblemEn } from '../../src-main/contract/words/problems.en.ts'
import type { Fix, Problem } from '../../src-main/contract/problem.ts'
import { useWords } from '../words/words.ts'
import { announce } from './announcer.tsx'

/** What this place can do about it. A fix without a handler is said in words instead of shown as a button. */
export type FixHandlers = { readonly [K in Fix['kind']]?: (fix: Extract<Fix, { kind: K }>) => void }

type Props = {
  readonly problem: Problem
  readonly handlers?: FixHandlers
  readonly tone?: 'bad' | 'warn'
  readonly onDismiss?: () => void
}

const none: FixHandlers = {}

/** What happened, what is still safe, what to do – and the ways out as buttons. */
export function ProblemCard({ problem, handlers = none, tone = 'bad', onDismiss }: Props) {
  const words = useWords().shell
  const said = sayProblemEn(problem)
  useEffect(
    () => announce(`${said.title} ${said.safe} ${said.next}`, true),
    [said.title, said.safe, said.next],
  )
  const doable = problem.fixes.filter((fix) => handlers[fix.kind] !== undefined)
  const hints = problem.fixes.filter((fix) => handlers[fix.kind] === undefined && fix.kind !== 'retry')
  return (
    <section className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <ErrorCircle20Filled />
      <div className="grow">
        <h2 className="problem-title">{said.title}</h2>
        <p className="dense t2">
          {said.safe} {said.next}
        </p>
        {hints.length > 0 && (
          <ul className="cap t2 hints">
            {hints.map((fix) => (
              <li key={JSON.stringify(fix)}>{fixLabelEn(fix)}</li>
            ))}
          </ul>
        )}
        {problem.evidence.length > 0 && (
          <details className="evidence cap">
            <summary>{words.details}</summary>
            <pre className="mono">{problem.evidence.join('\n')}</pre>
          </details>
        )}
        {(doable.length > 0 || onDismiss !== undefined) && (
          <div className="row fixes">
            {doable.map((fix) => (
              <Button key={JSON.stringify(fix)} size="small" onClick={() => runFix(fix, handlers)}>
                {fixLabelEn(fix)}
              </Button>
            ))}
            {onDismiss !== undefined && (
              <Button size="small" appearance="subtle" onClick={onDismiss}>
                {words.close}
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  )
}

function runFix(fix: Fix, handlers: FixHandlers): void {
  // The handler under a fix's own kind takes that kind; TypeScript can't relate the two.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const handler = handlers[fix.kind] as ((fix: Fix) => void) | undefined
  handler?.(fix)
}
