import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGit, parseStatus } from '../../src-main/adapters/git.ts'
import { temporaryFolder } from '../projects/make-project.ts'

let base: string
beforeEach(async () => {
  base = await temporaryFolder()
})
afterEach(() => rm(base, { recursive: true, force: true }))

async function git(...args: readonly string[]): Promise<string> {
  const settings = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.invalid',
    '-c',
    'commit.gpgsign=false',
  ]
  return (await execa('git', [...settings, ...args], { cwd: base })).stdout
}

describe('git', () => {
  it('is null outside a repository, and without git', async () => {
    expect(await createGit().state(base)).toBeNull()
    expect(await createGit().state(path.join(base, 'gone'))).toBeNull()
    await git('init', '-q')
    expect(await createGit({ PATH: base }).state(base)).toBeNull()
  })

  it('tells branch, commit and the number of changed files, from a folder below too', async () => {
    await git('init', '-q', '-b', 'main')
    expect(await createGit().state(base)).toEqual({ branch: 'main', commit: '', dirtyFiles: 0 })
    await mkdir(path.join(base, 'app'))
    for (const name of ['app/a.py', 'b.py', 'c.py']) await writeFile(path.join(base, name), name)
    await git('add', '-A')
    await git('commit', '-qm', 'first')
    const commit = (await git('rev-parse', 'HEAD')).trim()
    expect(await createGit().state(base)).toEqual({ branch: 'main', commit, dirtyFiles: 0 })
    await git('checkout', '-qb', 'feature/naïve-ü')
    await git('mv', 'b.py', 'moved.py')
    await writeFile(path.join(base, 'app', 'a.py'), 'changed')
    await writeFile(path.join(base, '? new\nline'), '')
    expect(await createGit().state(path.join(base, 'app'))).toEqual({
      branch: 'feature/naïve-ü',
      commit,
      dirtyFiles: 3,
    })
    await git('checkout', '-q', '--detach')
    expect(await createGit().state(base)).toMatchObject({ branch: null, commit })
  })

  it.skipIf(process.platform === 'win32')(
    'writes nothing into the repository and runs nothing that it names (not on Windows: sh scripts)',
    async () => {
      await git('init', '-q')
      await writeFile(path.join(base, 'a'), 'a')
      await git('add', '-A')
      await git('commit', '-qm', 'first')
      const ran = path.join(base, '.git', 'ran')
      const monitor = path.join(base, '.git', 'monitor')
      await writeFile(monitor, `#!/bin/sh\ntouch '${ran}'\n`)
      await chmod(monitor, 0o755)
      await git('config', 'core.fsmonitor', monitor)
      // Same content, new time: a plain `git status` would refresh the index.
      await writeFile(path.join(base, 'a'), 'a')
      const index = path.join(base, '.git', 'index')
      const before = await readFile(index)
      const time = (await stat(index)).mtimeMs
      expect(await createGit().state(base)).toMatchObject({ dirtyFiles: 0 })
      expect((await readFile(index)).equals(before)).toBe(true)
      expect((await stat(index)).mtimeMs).toBe(time)
      expect(await readdir(path.join(base, '.git'))).not.toContain('ran')
    },
  )

  it('is not led elsewhere by the environment of a git hook', async () => {
    await git('init', '-q', '-b', 'here')
    const env = { ...process.env, GIT_DIR: path.join(base, 'elsewhere'), GIT_INDEX_FILE: '/dev/null' }
    expect(await createGit(env).state(base)).toMatchObject({ branch: 'here' })
  })

  it.skipIf(process.platform === 'win32')(
    'says the commit even when looking at the files takes too long (not on Windows: sh scripts)',
    async () => {
      await git('init', '-q', '-b', 'main')
      await writeFile(path.join(base, 'a'), 'a')
      await git('add', '-A')
      await git('commit', '-qm', 'first')
      const commit = (await git('rev-parse', 'HEAD')).trim()
      const real = (await execa('sh', ['-c', 'command -v git'])).stdout.trim()
      const slow = path.join(base, 'bin', 'git')
      await mkdir(path.dirname(slow))
      await writeFile(slow, `#!/bin/sh\ncase "$*" in *status*) exec sleep 30;; esac\nexec '${real}' "$@"\n`)
      await chmod(slow, 0o755)
      const begun = performance.now()
      const state = await createGit({
        ...process.env,
        PATH: `${path.dirname(slow)}:${process.env['PATH']}`,
      }).state(base)
      expect(performance.now() - begun).toBeLessThan(2600)
      expect(state).toEqual({ branch: 'main', commit, dirtyFiles: null })
    },
  )
})

describe('reading git status', () => {
  it('counts a rename once although it has two names', () => {
    const text =
      '# branch.oid abc\0# branch.head main\x002 R. N... 1 1 1 a b R100 new\x001 old name\0? x\0u UU N...\0'
    expect(parseStatus(text)).toEqual({ branch: 'main', commit: 'abc', dirtyFiles: 3 })
  })
})
