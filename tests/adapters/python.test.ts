import { chmod, mkdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPython } from '../../src-main/adapters/python.ts'
import { djangoVenvPython } from '../projects/django-venv.ts'
import { temporaryFolder } from '../projects/make-project.ts'

let base: string
beforeEach(async () => {
  base = await temporaryFolder()
})
afterEach(() => rm(base, { recursive: true, force: true }))

const python = () => createPython({ home: base, environment: process.env })

async function bareVenv(name = 'venv'): Promise<string> {
  const [first] = await python().onPath()
  if (first === undefined) throw new Error('no python on PATH')
  const folder = path.join(base, name)
  await execa(first, ['-m', 'venv', '--without-pip', folder])
  return folder
}

async function script(file: string, text: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${text}\n`)
  await chmod(file, 0o755)
  return file
}

describe('asking a Python', () => {
  it('gets its version, its folder and its Django', async () => {
    const path_ = await djangoVenvPython()
    const answer = await python().ask(path_, 'venv')
    expect(answer).toMatchObject({ kind: 'works', version: expect.stringMatching(/^3\.\d+\.\d+$/u) })
    expect(answer).toMatchObject({ django: expect.stringMatching(/^5\.2\.\d+$/u) })
    if (answer.kind !== 'works') throw new Error('broken')
    expect(await realpath(answer.prefix)).toBe(await realpath(path.dirname(path.dirname(path_))))
  })

  it.skipIf(process.platform === 'win32')(
    'says that there is no Django, and is not fooled by files or prints lying around (not on Windows: sh and the folder bin)',
    async () => {
      const venv = await bareVenv("it's a venv")
      await writeFile(path.join(venv, 'bin', 'json.py'), 'raise SystemExit("wrong json")')
      const [lib = ''] = (
        await execa('sh', ['-c', 'echo lib/python3*/site-packages'], { cwd: venv })
      ).stdout.split(' ')
      await writeFile(
        path.join(venv, lib, 'noisy.pth'),
        'import sys; sys.stdout.write("{noise} savepoint")\n',
      )
      expect(await python().ask(path.join(venv, 'bin', 'python'), 'venv')).toMatchObject({
        kind: 'works',
        django: null,
      })
    },
  )

  it.skipIf(process.platform === 'win32')(
    'says that the python is gone (not on Windows: the folder bin)',
    async () => {
      const venv = await bareVenv()
      const file = path.join(venv, 'bin', 'python')
      await rm(file)
      expect(await python().ask(file, 'venv')).toMatchObject({ kind: 'broken', why: 'python-missing' })
    },
  )

  it.skipIf(process.platform === 'win32')(
    'says that the Python it was made from is gone: by its link, and by pyvenv.cfg (not on Windows: links and the folder bin)',
    async () => {
      const venv = await bareVenv()
      const file = path.join(venv, 'bin', 'python')
      await rm(file)
      await symlink('/opt/python-gone/bin/python3', file)
      expect(await python().ask(file, 'venv')).toEqual({
        kind: 'broken',
        why: 'base-python-missing',
        evidence: [
          `${file} points at /opt/python-gone/bin/python3`,
          '/opt/python-gone/bin/python3 is not there',
        ],
      })
      const other = await bareVenv('other')
      await writeFile(path.join(other, 'pyvenv.cfg'), 'home = /opt/python-gone/bin\nversion = 3.9.1\n')
      expect(await python().ask(path.join(other, 'bin', 'python'), 'venv')).toMatchObject({
        why: 'base-python-missing',
        evidence: [expect.stringContaining('home = /opt/python-gone/bin'), expect.any(String)],
      })
    },
  )

  it.skipIf(process.platform === 'win32')(
    'says that it does not start, with what it said (not on Windows: sh scripts)',
    async () => {
      const file = await script(
        path.join(base, 'broken', 'bin', 'python'),
        'echo "libpython3.12.so: not found" >&2; exit 127',
      )
      expect(await python().ask(file, 'venv')).toMatchObject({
        kind: 'broken',
        why: 'does-not-start',
        evidence: expect.arrayContaining(['libpython3.12.so: not found']),
      })
      await writeFile(file, 'no program at all')
      expect(await python().ask(file, 'venv')).toMatchObject({ kind: 'broken', why: 'does-not-start' })
      await writeFile(file, '#!/no/such/interpreter\n')
      expect(await python().ask(file, 'venv')).toMatchObject({ kind: 'broken', why: 'does-not-start' })
      await chmod(file, 0o644)
      expect(await python().ask(file, 'venv')).toMatchObject({ kind: 'broken', why: 'does-not-start' })
    },
  )

  it.skipIf(process.platform === 'win32')(
    'says that it is too old (not on Windows: sh scripts)',
    async () => {
      const line = 'savepoint-answer:{"version": "3.7.16", "prefix": "/", "django": null}'
      const file = await script(path.join(base, 'old', 'bin', 'python'), `echo '${line}'`)
      expect(await python().ask(file, 'venv')).toMatchObject({
        kind: 'broken',
        why: 'too-old',
        evidence: ['Python 3.7.16; 3.8 or newer is needed'],
      })
    },
  )

  it.skipIf(process.platform === 'win32')(
    'says that its Python belongs to another folder; a renamed venv that still works, works (not on Windows: the folder bin)',
    async () => {
      const venv = await bareVenv()
      await rename(venv, path.join(base, 'renamed'))
      const renamed = path.join(base, 'renamed', 'bin', 'python')
      expect(await python().ask(renamed, 'venv')).toMatchObject({ kind: 'works' })
      await rm(path.join(base, 'renamed', 'pyvenv.cfg'))
      expect(await python().ask(renamed, 'venv')).toMatchObject({ kind: 'broken', why: 'moved' })
    },
  )

  it.skipIf(process.platform === 'win32')(
    'waits 10 seconds and no longer, and stops at once when cancelled (not on Windows: sh scripts)',
    async () => {
      const file = await script(path.join(base, 'slow', 'bin', 'python'), 'exec sleep 60')
      const stop = new AbortController()
      const asked = python().ask(file, 'venv', stop.signal)
      setTimeout(() => stop.abort(), 100)
      const begun = performance.now()
      await expect(asked).rejects.toMatchObject({ problem: { code: 'cancelled' } })
      expect(performance.now() - begun).toBeLessThan(2000)
      expect(await python().ask(file, 'venv')).toMatchObject({ kind: 'broken', why: 'timed-out' })
      expect(performance.now() - begun).toBeLessThan(13_000)
    },
  )
})

describe('Pythons on PATH', () => {
  it.skipIf(process.platform === 'win32')(
    'come in its order, each once, never out of the current folder or the Store (not on Windows: sh scripts and links)',
    async () => {
      const one = await script(path.join(base, 'one', 'python3'), 'true')
      await symlink(one, path.join(base, 'one', 'python'))
      const two = await script(path.join(base, 'two', 'python'), 'true')
      await script(path.join(base, 'AppData', 'Local', 'Microsoft', 'WindowsApps', 'python3'), 'true')
      await writeFile(path.join(base, 'not-a-program'), '')
      await symlink(path.join(base, 'two'), path.join(base, 'again'))
      const folders = [
        '.',
        '',
        'relative',
        'one',
        'AppData/Local/Microsoft/WindowsApps',
        'gone',
        'two',
        'again',
      ]
      const PATH = folders.map((name, n) => (n < 3 ? name : path.join(base, name))).join(path.delimiter)
      const found = await createPython({ home: base, environment: { PATH } }).onPath()
      expect(found).toEqual([one, two])
    },
  )
})
