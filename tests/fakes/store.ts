import type { Store } from '../../src-main/core/ports.ts'

export function fakeStore(content: Record<string, unknown> = {}) {
  const kept = new Map(Object.entries(content))
  return {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)))
    },
    notices: () => [],
  } satisfies Store
}
