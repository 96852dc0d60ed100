import type { Problem } from '../problem.ts'

type Facts = Problem['facts']

/** What happened, and what to do next. What is still safe has words of its own, by `Problem.safe`. */
export type Say = { readonly title: string; readonly next: string }
export type SayOf = (facts: Facts) => Say

/** A fact as text; `otherwise` where it is missing, so that a sentence never shows "undefined". */
export function word(facts: Facts, key: string, otherwise: string): string {
  const value = facts[key]
  return value === undefined || value === null || value === '' ? otherwise : String(value)
}

/** With one full stop at its end, whatever words of others it ends with. */
export function ended(sentence: string): string {
  const text = sentence.trimEnd()
  return /[.!?…]["”')\]]?$/u.test(text) ? text : `${text}.`
}

/** A count as a number; 0 where it is missing. */
export function count(facts: Facts, key: string): number {
  const value = facts[key]
  return typeof value === 'number' ? value : 0
}

/** 48.6 MB: 1,024-based with one decimal, as Windows Explorer shows it. */
export function size(bytes: number, locale: string): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const
  let value = bytes
  let at = 0
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024
    at += 1
  }
  const digits = at === 0 ? 0 : 1
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${number.format(value)}\u00a0${units[at] ?? 'bytes'}`
}
