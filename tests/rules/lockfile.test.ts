import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

type Locked = {
  readonly resolved?: string
  readonly version?: string
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
}

const root = path.resolve(import.meta.dirname, '../..')
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
}

describe('the lockfile', () => {
  it('has the Windows sibling of every optional Linux binary', () => {
    const linux = Object.keys(lock.packages).filter((name) => /linux-x64(-gnu)?$/.test(name))
    expect(linux.length).toBeGreaterThan(3)
    const siblings = (name: string) => [
      name.replace(/linux-x64(-gnu)?$/, 'win32-x64'),
      name.replace(/linux-x64(-gnu)?$/, 'win32-x64-msvc'),
      name.replace(/linux-x64(-gnu)?$/, 'win-x64'),
    ]
    expect(linux.filter((name) => !siblings(name).some((sibling) => sibling in lock.packages))).toEqual([])
  })

  it('names no registry', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.startsWith('http'))).toEqual(
      [],
    )
  })

  it('pins every version exactly', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(
      Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    ).toEqual([])
  })
})
