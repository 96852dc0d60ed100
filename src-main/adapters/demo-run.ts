import type { Place } from '../core/ports.ts'
import { problem } from '../core/problem.ts'

/** One child process of the demo; its stdout line by line. Problems: demo-failed with the last lines it said, cancelled. */
export async function runForDemo(
  program: string,
  args: readonly string[],
  how: {
    /** What failed if this fails, for the sentence. */
    readonly what: string
    readonly cwd: string
    readonly environment: Place['environment']
    readonly limitMs: number
    readonly signal: AbortSignal
    readonly onLine?: (line: string) => void
  },
): Promise<void> {
  if (how.signal.aborted) throw problem('cancelled')
  const { execa } = await import('execa')
  const child = execa(program, args, {
    cwd: how.cwd,
    env: cleaned(how.environment),
    extendEnv: false,
    timeout: how.limitMs,
    cancelSignal: how.signal,
    forceKillAfterDelay: 2000,
    reject: false,
    stdin: 'ignore',
    all: true,
    windowsHide: true,
  })
  const told: string[] = []
  for await (const line of child.iterable({ from: 'all' })) {
    told.push(line)
    if (told.length > 60) told.shift()
    how.onLine?.(line)
  }
  const result = await child
  if (result.isCanceled) throw problem('cancelled')
  if (!result.failed) return
  throw problem('demo-failed', {
    facts: { why: whyOf(told, how.what), timedOut: result.timedOut },
    fixes: [{ kind: 'retry' }],
    evidence: [...told, result.shortMessage ?? ''],
  })
}

/** What pip says where the package index can't be reached. */
const offline =
  /Could not find a version|No matching distribution|NewConnectionError|Failed to establish a new connection|name resolution|getaddrinfo failed|Connection (?:refused|reset|timed out)|ProxyError|ReadTimeout|SSLError/iu

function whyOf(said: readonly string[], what: string): string {
  return said.some((line) => offline.test(line)) ? 'the package index could not be reached' : what
}

/** Nothing of another project's terminal. Colours and pip's own questions are off. */
function cleaned(environment: Place['environment']): Record<string, string | undefined> {
  const foreign = /^(?:DJANGO_|VIRTUAL_ENV|CONDA_PREFIX|PYTHONHOME|PYTHONPATH|PYTHONSTARTUP|GIT_)/iu
  const rest = Object.entries(environment).filter(([name]) => !foreign.test(name))
  return {
    ...Object.fromEntries(rest),
    PYTHONUTF8: '1',
    PIP_NO_INPUT: '1',
    NO_COLOR: '1',
    GIT_TERMINAL_PROMPT: '0',
  }
}
