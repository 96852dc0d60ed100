import { size } from '../../src-main/contract/words/say.ts'

/** The few words that Intl doesn't have in the form the design wants. */
export type TimeWords = {
  readonly justNow: string
  readonly minutesAgo: (minutes: string) => string
  readonly hoursAgo: (hours: string) => string
  readonly today: string
  readonly yesterday: string
}

export type Format = {
  readonly number: (value: number) => string
  /** +157, −11 with a true minus; 0 is an en dash. */
  readonly signed: (value: number) => string
  /** 48.6 MB, 1,024-based, as Explorer shows it. */
  readonly bytes: (value: number) => string
  /** 0.9 s, 41 s, 3 min 20 s. */
  readonly duration: (ms: number) => string
  /** 27 min ago, 10:15, Yesterday 16:40, Fri 17:34, 19 Nov, 09:12, 4 Oct 2025. */
  readonly when: (iso: string, now: Date) => string
  /** As `when`, but a moment of today is said with its day: Today 10:15. */
  readonly moment: (iso: string, now: Date) => string
  /** For titles: 10:15 today, else as `moment`. */
  readonly point: (iso: string, now: Date) => string
  readonly time: (iso: string) => string
  /** Heading of a day in a list: Today, Yesterday, Thursday, 13 November. */
  readonly day: (iso: string, now: Date) => string
  readonly date: (iso: string) => string
  /** Everything, for tooltips and screen readers. */
  readonly full: (iso: string) => string
  /** Two times are on the same day exactly when this is equal. */
  readonly dayKey: (iso: string) => string
}

const space = '\u00a0'

/** Pure: the same locale, words, time zone and numbers give the same text. The time zone is the machine's unless given. */
export function createFormat(locale: string, words: TimeWords, timeZone?: string): Format {
  const zone = timeZone === undefined ? {} : { timeZone }
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...zone, ...options })
  const plain = new Intl.NumberFormat(locale)
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const clock = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayMonth = dates({ day: 'numeric', month: 'short' })
  const dayMonthYear = dates({ day: 'numeric', month: 'short', year: 'numeric' })
  const weekdayShort = dates({ weekday: 'short' })
  const weekdayLong = dates({ weekday: 'long' })
  const whole = dates({ dateStyle: 'full', timeStyle: 'medium' })
  const key = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' })

  const time = (iso: string) => clock.format(new Date(iso))
  const dayKey = (iso: string) => key.format(new Date(iso))
  const daysApart = (iso: string, now: Date) =>
    Math.round((Date.parse(key.format(now)) - Date.parse(dayKey(iso))) / 86_400_000)
  const sameYear = (iso: string, now: Date) => dayKey(iso).slice(0, 4) === key.format(now).slice(0, 4)

  const moment = (iso: string, now: Date): string => {
    const days = daysApart(iso, now)
    if (days === 0) return `${words.today} ${time(iso)}`
    if (days === 1) return `${words.yesterday} ${time(iso)}`
    if (days > 1 && days < 7) return `${weekdayShort.format(new Date(iso))} ${time(iso)}`
    if (sameYear(iso, now)) return `${dayMonth.format(new Date(iso))}, ${time(iso)}`
    return dayMonthYear.format(new Date(iso))
  }

  return {
    number: (value) => plain.format(value),
    signed: (value) => {
      if (value === 0) return '–'
      return `${value > 0 ? '+' : '−'}${plain.format(Math.abs(value))}`
    },
    bytes: (value) => size(value, locale),
    duration: (ms) => {
      if (ms < 9_950) return `${tenths.format(ms / 1000)}${space}s`
      const seconds = Math.round(ms / 1000)
      if (seconds < 60) return `${plain.format(seconds)}${space}s`
      const minutes = `${plain.format(Math.floor(seconds / 60))}${space}min`
      return seconds % 60 === 0 ? minutes : `${minutes} ${plain.format(seconds % 60)}${space}s`
    },
    when: (iso, now) => {
      const minutes = Math.floor((now.getTime() - Date.parse(iso)) / 60_000)
      if (minutes >= 0 && minutes < 1) return words.justNow
      if (minutes >= 1 && minutes < 60) return words.minutesAgo(plain.format(minutes))
      return daysApart(iso, now) === 0 ? time(iso) : moment(iso, now)
    },
    moment,
    point: (iso, now) => (daysApart(iso, now) === 0 ? time(iso) : moment(iso, now)),
    time,
    day: (iso, now) => {
      const days = daysApart(iso, now)
      if (days === 0) return words.today
      if (days === 1) return words.yesterday
      if (days > 1 && days < 7) return weekdayLong.format(new Date(iso))
      return (sameYear(iso, now) ? dayMonth : dayMonthYear).format(new Date(iso))
    },
    date: (iso) => dayMonthYear.format(new Date(iso)),
    full: (iso) => whole.format(new Date(iso)),
    dayKey,
  }
}

/** Long paths shorten in the middle, so that the drive and the last folder stay. */
export function shortPath(path: string, most: number): string {
  if (path.length <= most) return path
  const tail = Math.ceil((most - 1) * 0.6)
  return `${path.slice(0, most - 1 - tail)}…${path.slice(-tail)}`
}

/** The last part of a path of either system. */
export function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path
}
