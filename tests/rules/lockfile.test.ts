import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = path.resolve(import.meta.dirname, '../..')
const versions = z.record(z.string(), z.string())
const lock = z
  .object({ packages: z.record(z.string(), z.object({ resolved: z.string().optional() })) })
  .parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')))
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))

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
