import {
  CheckmarkCircle20Filled,
  Circle20Regular,
  DismissCircle20Filled,
  SubtractCircle20Regular,
  Warning20Filled,
} from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { sayProblemEn } from '../../src-main/contract/words/problems.en.ts'
import type { CheckLine } from '../../src-main/contract/restore.ts'
import { useFormat, useWords, type Words } from '../words/words.ts'
import { announce } from './announcer.tsx'

/** Checks as they go: each with its state, its numbers and its time. Each is announced once; failures interrupt. */
export function CheckList({ checks }: { readonly checks: readonly CheckLine[] }) {
  useAnnouncedChecks(checks)
  return (
    <ol className="check-list">
      {checks.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ol>
  )
}

function Line({ line }: { readonly line: CheckLine }) {
  const words = useWords()
  const format = useFormat()
  return (
    <li className={`check ${line.at}`}>
      <CheckIcon at={line.at} />
      <div className="grow">
        <div className="title">
          {titleOf(line, words)}
          <span className="hidden-words">: {words.checkStates[line.at]}</span>
        </div>
        {line.problem === null ? (
          <div className={line.at === 'warned' ? 'cap warn' : 'cap t3'}>{detailOf(line, words)}</div>
        ) : (
          <CheckProblem line={line} />
        )}
      </div>
      <span className="num dense t2">{line.tookMs === null ? '–' : format.duration(line.tookMs)}</span>
    </li>
  )
}

/** Nothing is called done that wasn't checked: only a check that passed is said as a fact. */
function titleOf(line: CheckLine, words: Words): string {
  const said = words.checks[line.id]
  if (line.at === 'running') return said.running
  return line.at === 'passed' ? said.title : said.subject
}

function detailOf(line: CheckLine, words: Words): string {
  const said = words.checks[line.id]
  switch (line.at) {
    case 'waiting':
    case 'running':
      return said.about
    case 'skipped':
      return words.notRun(line.facts)
    case 'passed':
    case 'warned':
    case 'failed':
      return said.found(line.facts)
  }
}

function CheckProblem({ line }: { readonly line: CheckLine }) {
  if (line.problem === null) return null
  const said = sayProblemEn(line.problem)
  return (
    <div className={`cap ${line.at === 'failed' ? 'bad' : 'warn'}`}>
      {said.title} {said.next}
      {line.problem.evidence.length > 0 && (
        <pre className="mono evidence-lines">{line.problem.evidence.slice(-6).join('\n')}</pre>
      )}
    </div>
  )
}

export function CheckIcon({ at }: { readonly at: CheckLine['at'] }) {
  switch (at) {
    case 'passed':
      return <CheckmarkCircle20Filled className="ok" />
    case 'warned':
      return <Warning20Filled className="warn" />
    case 'failed':
      return <DismissCircle20Filled className="bad" />
    case 'skipped':
      return <SubtractCircle20Regular className="t3" />
    case 'running':
      return <span className="spinner" aria-hidden />
    case 'waiting':
      return <Circle20Regular className="t3" />
  }
}

function useAnnouncedChecks(checks: readonly CheckLine[]): void {
  const words = useWords()
  const said = useRef(new Set<string>())
  useEffect(() => {
    for (const line of checks) {
      const key = `${line.id} ${line.at}`
      const ended = line.at === 'passed' || line.at === 'warned' || line.at === 'failed'
      if (!ended || said.current.has(key)) continue
      said.current.add(key)
      announce(`${titleOf(line, words)}: ${words.checkStates[line.at]}`, line.at === 'failed')
    }
  }, [checks, words])
}
