import type { Problem } from '../../contract/problem.ts'
import { fixLabelEn } from '../../contract/words/fixes.en.ts'
import { sayProblemEn } from '../../contract/words/problems.en.ts'

/** What happened, what is still safe, what to do next, and the raw lines of whoever complained. */
export function failureText(problem: Problem): string {
  const { title, safe, next } = sayProblemEn(problem)
  const fixes = problem.fixes.filter((fix) => fix.kind !== 'retry').map((fix) => `  → ${fixLabelEn(fix)}`)
  const evidence = problem.evidence.map((line) => `  │ ${line}`)
  return [title, safe, next, ...fixes, ...evidence].join('\n')
}
