import { setTimeout as sleep } from 'node:timers/promises'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  inspector,
  makeDjangoProject,
  never,
  pictureOf,
  problemOf,
  type TestProject,
} from './inspector-project.ts'

const made: TestProject[] = []
async function project(more = ''): Promise<TestProject> {
  const one = await makeDjangoProject(more)
  made.push(one)
  return one
}
afterEach(async () => {
  for (const one of made.splice(0)) await one.remove()
})

describe('what stops a project', () => {
  it.each([
    ['raise RuntimeError("no .env here")', { type: 'RuntimeError', message: 'no .env here', line: 12 }],
    ['def broken(:', { type: 'SyntaxError', line: 12 }],
    ['import nothing_of_that_name', { type: 'ModuleNotFoundError', line: 12 }],
    ['import sys; sys.exit(4)', { type: 'SystemExit', line: 12 }],
    ['from .parts import x', { type: 'ZeroDivisionError', file: 'parts.py', line: 2 }],
  ])('%s in the settings: file, line and message', async (text, facts) => {
    const one = await project(`\n${text}\n`)
    await one.write('site_/parts.py', '\nx = 1 / 0\n')
    const found = await problemOf(pictureOf(one.target))
    const file = path.join(one.root, 'site_', 'file' in facts ? facts.file : 'settings.py')
    expect(found).toMatchObject({
      code: 'settings-failed',
      facts: { ...facts, file, module: 'site_.settings' },
    })
    expect(found.fixes).toContainEqual({ kind: 'open-file', path: file, line: facts.line })
    expect(found.evidence.length).toBeGreaterThan(0)
    expect((await problemOf(inspector.databases(one.target, never))).code).toBe('settings-failed')
  })

  it('an app that is not installed is the settings’ fault, on the line that names it', async () => {
    const one = await project('\n\nINSTALLED_APPS += ["missing_app"]\n')
    expect(await problemOf(pictureOf(one.target))).toMatchObject({
      code: 'settings-failed',
      facts: { file: path.join(one.root, 'site_/settings.py'), line: 13, type: 'ModuleNotFoundError' },
    })
  })

  it('a models.py that fails is the code’s, a migration that fails the migrations’', async () => {
    const one = await project()
    await one.write('shop/migrations/0003_bad.py', 'import os\nraise ValueError("half written")\n')
    expect(await problemOf(pictureOf(one.target))).toMatchObject({
      code: 'migrations-unreadable',
      facts: { file: path.join(one.root, 'shop/migrations/0003_bad.py'), line: 2, message: 'half written' },
    })
    await one.write('shop/models.py', 'from django.db import models\n\nclass Thing(models.Modell): pass\n')
    expect(await problemOf(pictureOf(one.target))).toMatchObject({
      code: 'project-code-failed',
      facts: { file: path.join(one.root, 'shop/models.py'), line: 3, type: 'AttributeError' },
    })
  })

  it('a dependency on a migration that isn’t there names the file that asks for it', async () => {
    const one = await project()
    await one.write(
      'shop/migrations/0003_lost.py',
      'from django.db import migrations\n\nclass Migration(migrations.Migration):\n    dependencies = [("shop", "0002_other")]\n',
    )
    expect(await problemOf(pictureOf(one.target))).toMatchObject({
      code: 'migrations-unreadable',
      facts: {
        file: path.join(one.root, 'shop/migrations/0003_lost.py'),
        line: 4,
        type: 'NodeNotFoundError',
      },
    })
  })

  it.each([
    ['os._exit(7)', 'exit code 7'],
    ['os.closerange(3, 256)', 'exit code 97'],
    [
      'os.closerange(3, 256); keep = [open(BASE_DIR / ("kept%d" % n), "w") for n in range(20)]',
      'exit code 97',
    ],
  ])('%s: ended before it answered', async (text, exitCode) => {
    const one = await project(`\n${text}\n`)
    const found = await problemOf(pictureOf(one.target))
    expect(found).toMatchObject({ code: 'inspector-crashed', facts: { exitCode, step: 'settings' } })
    // Files that got the number of our channel were not written into.
    const kept = (await readdir(one.root)).filter((name) => name.startsWith('kept'))
    expect(kept).toHaveLength(text.includes('kept') ? 20 : 0)
    for (const name of kept) expect(await readFile(path.join(one.root, name), 'utf8')).toBe('')
  })

  it('a settings module that hangs is ended in time, with the process that it started', async () => {
    const one = await project(`
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
(BASE_DIR / "pid").write_text(str(child.pid))
print("password=hunter2hunter2 postgresql://shop:hunter2hunter2@db/shop")
time.sleep(60)
`)
    const from = performance.now()
    const found = await problemOf(pictureOf({ ...one.target, timeoutMs: 1500 }))
    expect(performance.now() - from).toBeLessThan(6000)
    expect(found).toMatchObject({ code: 'inspection-timed-out', facts: { seconds: 2, step: 'settings' } })
    expect(found.fixes[0]).toEqual({ kind: 'raise-time-limit', seconds: 10 })
    expect(found.evidence.join('\n')).toContain('postgresql://shop:•••@db/shop')
    expect(JSON.stringify(found)).not.toContain('hunter2')
    expect(await isGone(Number(await readFile(path.join(one.root, 'pid'), 'utf8')))).toBe(true)
  })

  it('a cancelled one ends at once, and so does one whose reader goes away', async () => {
    const one = await project(
      '\nimport time\n(BASE_DIR / "pid").write_text(str(os.getpid()))\ntime.sleep(60)\n',
    )
    const from = performance.now()
    const found = await problemOf(pictureOf(one.target, AbortSignal.timeout(700)))
    expect(found.code).toBe('cancelled')
    expect(await isGone(Number(await readFile(path.join(one.root, 'pid'), 'utf8')))).toBe(true)
    for await (const fact of inspector.inspect(one.target, never)) if (fact.kind === 'step') break
    expect(performance.now() - from).toBeLessThan(5000)
    expect((await problemOf(pictureOf(one.target, AbortSignal.abort()))).code).toBe('cancelled')
  })

  it('a thread that never ends does not keep the answer', async () => {
    const one = await project(
      '\nimport threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\n',
    )
    const from = performance.now()
    await pictureOf(one.target)
    expect(performance.now() - from).toBeLessThan(5000)
  })

  it('a python that does not start, and a folder that is not there', async () => {
    const one = await project()
    const broken = await problemOf(pictureOf({ ...one.target, python: path.join(one.root, 'no-python') }))
    expect(broken.code).toBe('environment-broken')
    expect((await problemOf(pictureOf({ ...one.target, python: '/bin/false' }))).code).toBe(
      'environment-broken',
    )
    const gone = await problemOf(pictureOf({ ...one.target, root: path.join(one.root, 'gone') }))
    expect(gone.code).toBe('folder-not-found')
  })

  it('Django too old or missing is said so', async () => {
    const one = await project()
    await one.write(
      'django/__init__.py',
      'VERSION = (2, 2, 28, "final", 0)\ndef get_version(): return "2.2.28"\n',
    )
    expect(await problemOf(pictureOf(one.target))).toMatchObject({
      code: 'django-unsupported',
      facts: { version: '2.2.28' },
    })
    await one.write(
      'django/__init__.py',
      'raise ModuleNotFoundError("No module named \'django\'", name="django")\n',
    )
    expect((await problemOf(pictureOf(one.target))).code).toBe('django-missing')
  })
})

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 40; tries++) {
    const state = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => null)
    if (state === null || /\) [ZX] /.test(state)) return true
    await sleep(50)
  }
  return false
}
