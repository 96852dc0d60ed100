import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { EnvironmentKind } from '../contract/environment.ts'
import { errorCode } from '../core/error-code.ts'
import type { Place, PythonAnswer } from '../core/ports.ts'
import { problem } from '../core/problem.ts'
import { environmentFolder, filesSayBroken } from './python-files.ts'

const limitMs = 10_000
const marker = 'savepoint-answer:'

/**
 * Runs on Python 2.7 too, so that an old one can say its version. The first entry of sys.path goes: a `json.py` lying
 * around must not answer for Python's own.
 */
const program = `
import sys
if sys.path and sys.path[0] == '':
    del sys.path[0]
import json
django = None
try:
    from importlib import metadata
    try:
        django = metadata.version('django')
    except metadata.PackageNotFoundError:
        pass
except ImportError:
    pass
answer = {'version': '.'.join(str(n) for n in sys.version_info[:3]), 'prefix': sys.prefix, 'django': django}
sys.stdout.write('\\n${marker}' + json.dumps(answer) + '\\n')
`

type Question = {
  readonly python: string
  readonly kind: EnvironmentKind
  readonly environment: Place['environment']
}

/** Runs it once, at most 10 s. Problem: cancelled. */
export async function askPython(question: Question, signal?: AbortSignal): Promise<PythonAnswer> {
  const { python } = question
  const broken = await filesSayBroken(python)
  if (broken !== null) return broken
  // Only now: it takes longer to load than most commands take.
  const { execa } = await import('execa')
  const result = await execa(python, ['-c', program], {
    // Not the project's folder, whose files would be importable; nor a folder that anybody may write into.
    cwd: dirname(python),
    env: childEnvironment(question.environment),
    extendEnv: false,
    timeout: limitMs,
    forceKillAfterDelay: 500,
    reject: false,
    stdin: 'ignore',
    windowsHide: true,
    maxBuffer: 1024 * 1024,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  })
  if (result.isCanceled) throw problem('cancelled')
  const said = [...result.stderr.split(/\r?\n/u), result.shortMessage ?? ''].filter(Boolean)
  if (result.timedOut) {
    return { kind: 'broken', why: 'timed-out', evidence: [`No answer within ${limitMs / 1000} s`, ...said] }
  }
  const answer = parseAnswer(result.stdout)
  if (answer === null) {
    // What the launcher of a Windows venv says when its base was uninstalled.
    const baseGone = /No Python at|Unable to create process using|No suitable Python runtime/iu
    const why = said.some((line) => baseGone.test(line)) ? 'base-python-missing' : 'does-not-start'
    return { kind: 'broken', why, evidence: said }
  }
  return judged(question, answer)
}

type Answer = { readonly version: string; readonly prefix: string; readonly django: string | null }

async function judged({ python, kind }: Question, answer: Answer): Promise<PythonAnswer> {
  const [major = 0, minor = 0] = answer.version.split('.').map(Number)
  if (major < 3 || (major === 3 && minor < 8)) {
    return { kind: 'broken', why: 'too-old', evidence: [`Python ${answer.version}; 3.8 or newer is needed`] }
  }
  const folder = environmentFolder(python)
  if (kind !== 'system' && (await real(answer.prefix)) !== (await real(folder))) {
    return {
      kind: 'broken',
      why: 'moved',
      evidence: [`${python} is in ${folder}`, `but says that its environment is ${answer.prefix}`],
    }
  }
  return { kind: 'works', ...answer }
}

function parseAnswer(stdout: string): Answer | null {
  const line = stdout.split(/\r?\n/u).find((one) => one.startsWith(marker))
  if (line === undefined) return null
  const value: unknown = JSON.parse(line.slice(marker.length))
  if (typeof value !== 'object' || value === null) return null
  if (!('version' in value) || !('prefix' in value) || !('django' in value)) return null
  const { version, prefix, django } = value
  if (typeof version !== 'string' || typeof prefix !== 'string') return null
  return { version, prefix, django: typeof django === 'string' ? django : null }
}

/** PYTHONHOME of another Python breaks every environment; what steers output would garble the answer. */
function childEnvironment(environment: Place['environment']): Record<string, string | undefined> {
  const steering = /^(?:PYTHONHOME|PYTHONINSPECT|PYTHONSTARTUP|PYTHONVERBOSE|__PYVENV_LAUNCHER__)$/iu
  const rest = Object.entries(environment).filter(([name]) => !steering.test(name))
  return { ...Object.fromEntries(rest), PYTHONIOENCODING: 'utf-8' }
}

async function real(path: string): Promise<string> {
  try {
    const found = await realpath(path)
    return process.platform === 'win32' ? found.toLowerCase() : found
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return path
  }
}
