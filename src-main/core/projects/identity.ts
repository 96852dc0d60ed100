import { createHash } from 'node:crypto'
import { posix, win32 } from 'node:path'

/** Path rules of the platform the project is on, which in tests is not the one we run on. */
export function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix
}

/** 12 hex digits, the same for the same real folder. Windows doesn't care about case, so neither does its id. */
export function projectId(realRoot: string, platform: NodeJS.Platform): string {
  const path = pathsOf(platform)
  const plain = path.normalize(realRoot).replace(/(?<=[^:\\/])[\\/]+$/u, '')
  const folded = platform === 'win32' ? plain.toLowerCase() : plain
  return createHash('sha256').update(folded).digest('hex').slice(0, 12)
}

const saysNothing = new Set([
  'src',
  'source',
  'app',
  'backend',
  'project',
  'django',
  'server',
  'web',
  'api',
  'code',
])

/** The folder's name; where that is `src`, `backend` and the like, the first one above that says something. */
export function projectName(root: string, platform: NodeJS.Platform): string {
  const path = pathsOf(platform)
  for (let at = root; path.basename(at) !== ''; at = path.dirname(at)) {
    const name = path.basename(at)
    if (!saysNothing.has(name.toLowerCase())) return name
  }
  return path.basename(root) || root
}

/** What people type or paste: quotes of "Copy as path", `~`, a trailing slash. */
export function cleanPath(typed: string, platform: NodeJS.Platform, home: string): string {
  const path = pathsOf(platform)
  const bare = typed.trim().length === 0 ? typed : unquoted(typed)
  if (bare === '~') return home
  if (bare.startsWith('~/') || (platform === 'win32' && bare.startsWith('~\\'))) {
    return path.resolve(home, bare.slice(2))
  }
  return path.resolve(bare)
}

function unquoted(typed: string): string {
  return /^\s*"(?<inner>[^"]+)"\s*$/u.exec(typed)?.groups?.['inner'] ?? typed
}
