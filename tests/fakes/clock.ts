import type { Clock } from '../../src-main/core/ports.ts'

/** Time that stands still until a test moves it. */
export function fakeClock(start = new Date(2026, 10, 21, 10, 15, 0)) {
  let now = start.getTime()
  return {
    now: () => new Date(now),
    ticks: () => now,
    pass: (ms: number) => {
      now += ms
    },
  } satisfies Clock & { readonly pass: (ms: number) => void }
}
