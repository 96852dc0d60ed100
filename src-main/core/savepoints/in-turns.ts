/** Lets everything else that waits for this process have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

const turnMs = 4

/** `items.map(work)` in order, in turns of a few milliseconds: thousands of items must not hold up a window. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
  const results: R[] = []
  let until = performance.now() + turnMs
  for (const item of items) {
    results.push(work(item))
    if (performance.now() < until) continue
    await breathe()
    until = performance.now() + turnMs
  }
  return results
}

/**
 * Asynchronous work in order, `atOnce` at a time. Few at once: what has been read is worked through in one go, and the system
 * reads only a handful of files at the same time anyway.
 */
export async function fewAtOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const atOnce = 16
  const results: R[] = []
  for (let from = 0; from < items.length; from += atOnce) {
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))))
    await breathe()
  }
  return results
}

/** Like `toSorted`, by merging short runs that were sorted one by one; `compare` is asked as often. */
export async function sortedInTurns<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<readonly T[]> {
  const run = 256
  const starts = Array.from({ length: Math.ceil(items.length / run) }, (_, at) => at * run)
  let runs: (readonly T[])[] = await inTurns(starts, (from) => items.slice(from, from + run).sort(compare))
  while (runs.length > 1) {
    const pairs = Array.from({ length: Math.ceil(runs.length / 2) }, (_, at) => at * 2)
    const before = runs
    runs = await inTurns(pairs, (at) => merged(before[at] ?? [], before[at + 1] ?? [], compare))
  }
  return runs[0] ?? []
}

function merged<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const all: T[] = []
  let right = 0
  for (const one of a) {
    for (let other = b[right]; other !== undefined && compare(one, other) > 0; other = b[right]) {
      all.push(other)
      right += 1
    }
    all.push(one)
  }
  return all.concat(b.slice(right))
}
