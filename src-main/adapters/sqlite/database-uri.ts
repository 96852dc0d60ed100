export type OpenMode = 'ro' | 'rw' | 'immutable'

/**
 * A file: URI for SQLite of an absolute path, with every character that means something in a URI escaped.
 * Never creates the file. Source: https://sqlite.org/uri.html
 */
export function databaseUri(path: string, mode: OpenMode, platform: NodeJS.Platform): string {
  const query = mode === 'immutable' ? 'mode=ro&immutable=1' : `mode=${mode}`
  return `file://${uriPath(path, platform)}?${query}`
}

function uriPath(path: string, platform: NodeJS.Platform): string {
  if (platform !== 'win32') return path.split('/').map(encodeURIComponent).join('/')
  // \\?\C:\… says "no rewriting" to Windows, which a URI can't say; \\?\UNC\server is \\server.
  const plain = path.replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\/, '')
  const parts = plain.replaceAll('\\', '/').split('/')
  const escaped = parts.map((part, at) =>
    at === 0 && /^[A-Za-z]:$/.test(part) ? part : encodeURIComponent(part),
  )
  // C:/x becomes /C:/x; //server/share stays as it is behind an empty host.
  return plain.startsWith('\\\\') || plain.startsWith('//') ? escaped.join('/') : `/${escaped.join('/')}`
}
