import type { Clock } from '../core/ports.ts'

export function createClock(): Clock {
  return { now: () => new Date(), ticks: () => performance.now() }
}
