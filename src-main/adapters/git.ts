import type { GitState } from '../contract/project.ts'
import type { Git } from '../core/ports.ts'
import { filesOnPath } from './files-on-path.ts'

const limitMs = 2000

/**
 * Reads branch, commit and number of changed files. Never writes (no index refresh), never asks, never runs the
 * repository's file-system monitor. Null outside a repository, without git, or where git refuses (another owner).
 */
export function createGit(environment: Readonly<Record<string, string | undefined>> = process.env): Git {
  let program: Promise<string | undefined> | undefined
  return {
    state: async (folder, signal) => {
      program ??= filesOnPath(['git'], environment).then((found) => found[0])
      const git = await program
      if (git === undefined) return null
      const run = (args: readonly string[], timeout: number) =>
        ask(git, args, { environment, timeout, signal })
      const options = ['-c', 'core.fsmonitor=false', '-C', folder]
      const status = await run([...options, 'status', '--porcelain=v2', '--branch', '-z'], limitMs * 0.75)
      if (status.kind === 'answered') return parseStatus(status.stdout)
      if (status.kind === 'refused') return null
      // Too many files to look at in time: the commit is known at once.
      const head = await run([...options, 'rev-parse', 'HEAD', '--abbrev-ref', 'HEAD'], limitMs * 0.25)
      return head.kind === 'answered' ? parseHead(head.stdout) : null
    },
  }
}

type Answer =
  { readonly kind: 'answered'; readonly stdout: string } | { readonly kind: 'refused' | 'too-slow' }

async function ask(
  git: string,
  args: readonly string[],
  how: {
    readonly environment: Readonly<Record<string, string | undefined>>
    readonly timeout: number
    readonly signal: AbortSignal | undefined
  },
): Promise<Answer> {
  // Only now: it takes longer to load than most commands take.
  const { execa } = await import('execa')
  const result = await execa(git, args, {
    env: childEnvironment(how.environment),
    extendEnv: false,
    timeout: how.timeout,
    reject: false,
    stdin: 'ignore',
    windowsHide: true,
    maxBuffer: 64 * 1024 * 1024,
    forceKillAfterDelay: 200,
    ...(how.signal === undefined ? {} : { cancelSignal: how.signal }),
  })
  if (result.timedOut) return { kind: 'too-slow' }
  return result.failed ? { kind: 'refused' } : { kind: 'answered', stdout: result.stdout }
}

/** Without what a git hook that started us would have set: it would point at another repository. */
function childEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const rest = Object.entries(environment).filter(
    ([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE)$/iu.test(name),
  )
  return { ...Object.fromEntries(rest), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' }
}

/** `--porcelain=v2 --branch -z`: records end in NUL; a rename (2 …) is followed by its old name as a record of its own. */
export function parseStatus(text: string): GitState {
  let branch: string | null = null
  let commit = ''
  let dirtyFiles = 0
  const records = text.split('\0')
  for (let at = 0; at < records.length; at += 1) {
    const record = records[at] ?? ''
    if (record.startsWith('# branch.oid ')) commit = record.slice(13).replace('(initial)', '')
    else if (record.startsWith('# branch.head ')) branch = record.slice(14)
    else if (/^[12u?] /u.test(record)) dirtyFiles += 1
    if (record.startsWith('2 ')) at += 1
  }
  return { branch: branch === '(detached)' ? null : branch, commit, dirtyFiles }
}

function parseHead(text: string): GitState {
  const [commit = '', branch = 'HEAD'] = text.trim().split(/\r?\n/u)
  return { branch: branch === 'HEAD' ? null : branch, commit, dirtyFiles: null }
}
