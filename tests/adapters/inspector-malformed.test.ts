import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPythonInspector } from '../../src-main/adapters/inspector.ts'
import type { PythonInspector } from '../../src-main/core/ports.ts'
import { sayProblemEn } from '../../src-main/contract/words/problems.en.ts'
import { djangoVenvPython } from '../projects/django-venv.ts'
import { problemOf } from './inspector-project.ts'

/** A real process whose answer has another shape, as a newer or a damaged inspector would give. */
const script = `import json, sys
print(json.dumps({"kind": "step", "step": "settings", "afterMs": 1}))
print(json.dumps({"kind": "answer", "answer": {"databases": "none", "djangoVersion": 5}}), flush=True)
`

let folder: string
let inspector: PythonInspector
let target: Parameters<PythonInspector['databases']>[0]
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'savepoint-malformed-'))
  const entry = path.join(folder, 'answer.py')
  await writeFile(entry, script)
  inspector = createPythonInspector({ entry })
  target = {
    root: folder,
    settingsModule: 'site.settings',
    python: await djangoVenvPython(),
    timeoutMs: 20_000,
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const never = new AbortController().signal

describe('an answer that can’t be understood', () => {
  it.each(['databases', 'rehearse'] as const)(
    'of %s is the inspector’s problem, naming the fields',
    async (mode) => {
      const asked =
        mode === 'databases'
          ? inspector.databases(target, never)
          : inspector.rehearse({ ...target, alias: 'default', databaseFile: 'x.sqlite3' }, never)
      const problem = await problemOf(asked)
      expect(problem).toMatchObject({ code: 'inspector-crashed', safe: 'nothing-was-changed' })
      expect(problem.facts['said']).toContain('"databases":"none"')
      expect(problem.evidence.join('\n')).toMatch(/takenAt: |databases: |models: /)
      expect(sayProblemEn(problem).title).toBe('Python answered something that can’t be understood.')
    },
  )

  it('of lines that are no JSON is the same problem, also as the very first line', async () => {
    const entry = path.join(folder, 'words.py')
    await writeFile(entry, 'print("hello from a site customisation", flush=True)\n')
    const problem = await problemOf(createPythonInspector({ entry }).databases(target, never))
    expect(problem).toMatchObject({
      code: 'inspector-crashed',
      facts: { said: 'hello from a site customisation' },
    })
  })
})
