import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { errorCode } from '../core/error-code.ts'
import type { Place } from '../core/ports.ts'

export type KeepingPlace = Pick<Place, 'home' | 'environment'>

/** Base64url of the first `bytes` of the SHA-256, as poetry and pipenv put it into folder names. */
export function shortHash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length)
}

/** Null when it can't be read, whatever the reason: these are other programs' files. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return null
  }
}

export async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name)
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return []
  }
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return false
  }
}

/** `~` and relative paths as the tools take them. */
export function expand(path: string, place: KeepingPlace, base: string): string {
  if (path === '~' || /^~[\\/]/u.test(path)) return join(place.home, path.slice(2))
  return isAbsolute(path) ? path : join(base, path)
}

/** One plain value of a TOML or INI-like file: `valueIn(text, 'virtualenvs', 'path')`; the section '' is the beginning. */
export function valueIn(text: string | null, section: string, key: string): string | null {
  let at = ''
  for (const line of (text ?? '').split(/\r?\n/u)) {
    const header = /^\s*\[(?<name>[^[\]]+)\]\s*(?:#.*)?$/u.exec(line)?.groups?.['name']
    if (header !== undefined) at = header.trim().replaceAll('"', '')
    const pair = /^\s*(?<name>[\w."-]+)\s*=\s*(?<value>.+?)\s*$/u.exec(line)?.groups
    const name = pair?.['name']?.replaceAll('"', '')
    if (name === undefined) continue
    const isIt = at === section ? name === key : at === '' && name === `${section}.${key}`
    if (isIt) return plainValue(pair?.['value'] ?? '')
  }
  return null
}

function plainValue(raw: string): string {
  const literal = /^'(?<text>[^']*)'/u.exec(raw)?.groups?.['text']
  if (literal !== undefined) return literal
  const quoted = /^"(?:[^"\\]|\\.)*"/u.exec(raw)?.[0]
  if (quoted === undefined) return raw.replace(/\s+#.*$/u, '')
  return quoted.slice(1, -1).replaceAll(/\\(?<escaped>["\\])/gu, '$<escaped>')
}
