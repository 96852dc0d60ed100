import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const posix = (file: string) => path.relative(root, file).split(path.sep).join('/')

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(root, folder, name))
    .filter((file) => /\.tsx?$/.test(file) && statSync(file).isFile())
}

type Arrow = { readonly from: string; readonly to: string }

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g

function arrows(): Arrow[] {
  return [...sources('src-main'), ...sources('src-renderer')].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(importPattern)].map((match) => {
      const wanted = match[1] ?? match[2] ?? match[3] ?? ''
      const to = wanted.startsWith('.') ? posix(path.resolve(path.dirname(file), wanted)) : wanted
      return { from: posix(file), to }
    }),
  )
}

/** What each room may import. The first rule whose `from` fits decides. */
const rooms: readonly { readonly from: RegExp; readonly may: RegExp }[] = [
  { from: /^src-main\/contract\//, may: /^(src-main\/contract\/|zod(\/|$)|@orpc\/contract$)/ },
  {
    from: /^src-main\/core\//,
    may: /^(src-main\/(contract|core)\/|node:(path|crypto|util|timers\/promises)$|zod(\/|$))/,
  },
  { from: /^src-main\/adapters\//, may: /^(src-main\/(contract|core|adapters)\/|(?!electron|react)[@a-z])/ },
  { from: /^src-main\/hosts\/electron\//, may: /^(?!src-renderer|react)/ },
  { from: /^src-main\/hosts\//, may: /^(?!src-renderer|react|electron(-store)?$)/ },
  {
    from: /^src-renderer\//,
    may: /^(src-renderer\/|src-main\/contract\/|(?!node:|electron|ws$|execa|conf$)(?!src-)[@a-z])/,
  },
]

describe('the arrows of the house', () => {
  const all = arrows()

  it('has something to check', () => {
    expect(all.length).toBeGreaterThan(100)
    for (const room of rooms.slice(0, 3)) expect(all.some((arrow) => room.from.test(arrow.from))).toBe(true)
  })

  it('lets every room import only what it may', () => {
    const wrong = all.filter(({ from, to }) => {
      const room = rooms.find((candidate) => candidate.from.test(from))
      return room === undefined || !room.may.test(to)
    })
    expect(wrong).toEqual([])
  })

  it('keeps execa and child processes out of the core, and oRPC in contract, hosts and api.ts', () => {
    const orpc = all.filter(
      ({ from, to }) =>
        to.startsWith('@orpc/') &&
        !/^src-main\/(contract|hosts)\//.test(from) &&
        from !== 'src-renderer/api.ts',
    )
    expect(orpc).toEqual([])
  })

  it('has no cycle', () => {
    const graph = Map.groupBy(
      all.filter(({ to }) => to.startsWith('src-')),
      ({ from }) => from,
    )
    const state = new Map<string, 'open' | 'closed'>()
    const cycles: string[] = []
    const walk = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'closed') return
      if (state.get(file) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
        return
      }
      state.set(file, 'open')
      for (const { to } of graph.get(file) ?? []) walk(to, [...trail, file])
      state.set(file, 'closed')
    }
    for (const file of graph.keys()) walk(file, [])
    expect(cycles).toEqual([])
  })
})

describe('the size of the rooms', () => {
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1

  it('keeps every file under 200 lines', () => {
    const long = [...sources('src-main'), ...sources('src-renderer')].map(
      (file) => [posix(file), lines(file)] as const,
    )
    expect(long.length).toBeGreaterThan(20)
    expect(long.filter(([, count]) => count > 200)).toEqual([])
  })

  it('keeps tables of contents under 120', () => {
    const contents = [
      'src-main/contract/contract.ts',
      'src-main/core/core.ts',
      'src-renderer/app.tsx',
      'src-main/hosts/router/router.ts',
    ]
    expect(
      contents
        .map((file) => [file, lines(path.join(root, file))] as const)
        .filter(([, count]) => count > 120),
    ).toEqual([])
  })

  it('has a README in every capability', () => {
    const rooms = ['src-main/core', 'src-main/adapters', 'src-main/hosts', 'src-renderer/features'].flatMap(
      (folder) =>
        readdirSync(path.join(root, folder), { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map((entry) => `${folder}/${entry.name}`),
    )
    const without = rooms.filter(
      (room) => !statSync(path.join(root, room, 'README.md'), { throwIfNoEntry: false }),
    )
    expect(without).toEqual([])
  })
})
