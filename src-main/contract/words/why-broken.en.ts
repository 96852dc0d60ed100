import type { Environment } from '../environment.ts'
import type { Problem } from '../problem.ts'
import { word } from './say.ts'

type Reason = Extract<Environment['state'], { kind: 'broken' }>['why']

const reasons = {
  'python-missing': 'its Python is gone',
  'base-python-missing': 'the Python it was made from is gone',
  'does-not-start': 'its Python does not start',
  'too-old': 'its Python is older than 3.8',
  'timed-out': 'its Python did not answer in time',
  moved: 'it was moved and its Python now belongs to another folder',
} satisfies Record<Reason, string>

/** By `facts.reason`; `facts.detail` is what the system said about it. */
export function whyBrokenEn(facts: Problem['facts']): string {
  const reason = facts['reason']
  const known = Object.entries(reasons).find(([key]) => key === reason)?.[1] ?? reasons['does-not-start']
  const detail = word(facts, 'detail', '')
  return detail === '' ? known : `${known}: ${detail.replace(/\.$/, '')}`
}
