/** What a file name says: `db_20261121_101500-before upgrade` or, for an alias other than default, `db-replica_20261121_101500`. */
export type Stem = { readonly alias: string; readonly takenAt: Date | null }

export const databaseEnding = '.sqlite3'
export const manifestEnding = '.json'

/** `db_yyyyMMdd_HHmmss` in local time, as the tutorial names copies made by hand. */
export function stemFor(alias: string, at: Date): string {
  const day = `${pad(at.getFullYear(), 4)}${pad(at.getMonth() + 1)}${pad(at.getDate())}`
  const time = `${pad(at.getHours())}${pad(at.getMinutes())}${pad(at.getSeconds())}`
  const database = alias === 'default' ? '' : `-${alias.replaceAll(/[^A-Za-z0-9_.]+/g, '-').slice(0, 40)}`
  return `db${database}_${day}_${time}`
}

/** `base`, or `base-2`, `base-3` … where the name or the id is in use, by whatever kind of file. */
export function freeStem(base: string, names: Iterable<string>): string {
  // Windows and macOS don't tell upper from lower case.
  const taken = [...names].map((name) => name.toLowerCase())
  for (let number = 1; ; number += 1) {
    const stem = number === 1 ? base : `${base}-${number}`
    const low = stem.toLowerCase()
    if (!taken.some((name) => name === low || name.startsWith(`${low}.`))) return stem
  }
}

/** Null for a name that isn't one of a savepoint; `takenAt` null where the digits are no time. */
export function readStem(stem: string): Stem | null {
  const match = /^db(?:-(.+?))?_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)(?!\d)/.exec(stem)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(2).map(Number)
  const at = new Date(year ?? 0, (month ?? 0) - 1, day, hour, minute, second)
  const isTime = at.getMonth() === (month ?? 0) - 1 && at.getDate() === day && at.getHours() === hour
  return { alias: match[1] ?? 'default', takenAt: isTime ? at : null }
}

/** A name for a file in one folder, on every system: no path, no drive, no stream, no device, no control characters. */
export function isPlainName(name: string): boolean {
  if (name.length === 0 || new TextEncoder().encode(name).length > 255) return false
  // oxlint-disable-next-line no-control-regex -- control characters are just what is refused
  if (/[/\\:*?"<>|\u0000-\u001f\u007f]/.test(name)) return false
  if (/[. ]$/.test(name) || name.startsWith('.')) return false
  return !/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i.test(name)
}

/** The part after the id that a person may choose; null when it can't be part of a name. */
export function chosenName(name: string): string | null {
  const tidy = name.normalize('NFC').trim()
  if (!/^[\p{L}\p{M}\p{N} _-]{0,80}$/u.test(tidy)) return null
  return new TextEncoder().encode(tidy).length > 160 ? null : tidy
}

export function withoutEnding(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name : name.slice(0, dot)
}

function pad(number: number, digits = 2): string {
  return String(number).padStart(digits, '0')
}
