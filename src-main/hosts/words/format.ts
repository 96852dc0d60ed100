import type { Progress } from '../../contract/operation.ts'
import { size } from '../../contract/words/say.ts'

const steps = {
  'waiting-for-lock': 'Waiting for the database’s lock',
  copying: 'Copying',
  flushing: 'Writing to the disk',
  checking: 'Checking',
  hashing: 'Taking the fingerprint',
  counting: 'Counting rows',
  'writing-manifest': 'Writing the notes beside it',
  'saving-safety': 'Saving what is there now',
  replacing: 'Replacing',
  'checking-restored': 'Checking the restored database',
  rehearsing: 'Rehearsing',
  packing: 'Packing',
  unpacking: 'Unpacking',
  'creating-environment': 'Creating the Python environment',
  'installing-django': 'Installing Django',
  migrating: 'Running migrations',
  filling: 'Filling in rows',
  'cleaning-up': 'Cleaning up',
} satisfies Record<Progress['step'], string>

/** Copying… 12.0 MB of 48.6 MB */
export function progressLine({ step, amount, subject }: Progress): string {
  const about = subject === null ? '' : ` ${subject}`
  if (amount === null) return `${steps[step]}${about} …`
  const write = (value: number) => (amount.unit === 'bytes' ? bytes(value) : number(value))
  const unit = amount.unit === 'bytes' || amount.unit === 'steps' ? '' : ` ${amount.unit}`
  const total = amount.total === null ? '' : ` of ${write(amount.total)}`
  return `${steps[step]}${about} … ${write(amount.done)}${total}${unit}`
}

export function bytes(value: number): string {
  return size(value, 'en').replace('\u00a0', ' ')
}

export function number(value: number): string {
  return new Intl.NumberFormat('en').format(value)
}

/** 21 Nov 2026, 10:15:00, in this machine's time zone. */
export function moment(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(date)
}

export function seconds(ms: number): string {
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(ms / 1000)} s`
}

/** 1 row, 2 rows, 1,000 rows. */
export function many(value: number, one: string): string {
  return `${number(value)} ${value === 1 ? one : `${one}s`}`
}

/** Aligned columns, two spaces between; `right` are the columns of numbers. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
