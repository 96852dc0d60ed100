import { readFile, realpath } from 'node:fs/promises'
import { posix, win32 } from 'node:path'

export type PageFile = {
  readonly body: Buffer
  readonly type: string
  /** True for files whose name carries their hash: they never change. */
  readonly immutable: boolean
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}

/** The file that a URL path stands for; null when there is none inside the folder. */
export async function pageFile(folder: string, urlPath: string): Promise<PageFile | null> {
  const wanted = pagePath(folder, urlPath, process.platform)
  if (wanted === null) return null
  const extension = /\.[a-z0-9]+$/.exec(wanted.toLowerCase())?.[0] ?? ''
  const type = types[extension]
  if (type === undefined) return null
  try {
    const [real, realFolder] = await Promise.all([realpath(wanted), realpath(folder)])
    if (!inside(realFolder, real, process.platform)) return null
    return { body: await readFile(real), type, immutable: /-[\w-]{8,}\.[a-z0-9]+$/i.test(wanted) }
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

/** Decisions only, no disk: absolute path inside the folder, or null for anything that could lead elsewhere. */
export function pagePath(folder: string, urlPath: string, platform: NodeJS.Platform): string | null {
  const path = platform === 'win32' ? win32 : posix
  const decoded = decode(urlPath)
  if (decoded === null) return null
  // Control characters, backslashes and colons (drives, alternate streams) are in no file name of ours.
  // oxlint-disable-next-line no-control-regex -- they are exactly what is refused
  if (/[\u0000-\u001f\\:]/.test(decoded) || !decoded.startsWith('/')) return null
  const parts = decoded.split('/').slice(1)
  if (decoded !== '/' && parts.some((part) => part === '' || part.startsWith('.') || part.endsWith('.')))
    return null
  const wanted = path.resolve(folder, decoded === '/' ? 'index.html' : parts.join(path.sep))
  return inside(folder, wanted, platform) ? wanted : null
}

function inside(folder: string, file: string, platform: NodeJS.Platform): boolean {
  const path = platform === 'win32' ? win32 : posix
  const relative = path.relative(folder, file)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}

function decode(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG'
}
