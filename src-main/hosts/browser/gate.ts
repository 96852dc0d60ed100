import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a request shows of itself. Header values as Node gives them. */
export type Visitor = {
  readonly method: string
  readonly url: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly cookie: string | undefined
  readonly upgrade: boolean
}

export type Verdict =
  | { readonly kind: 'welcome'; readonly path: string; readonly host: string }
  /** The token was right: give the cookie and lead on to the address without it. */
  | { readonly kind: 'admit'; readonly cookie: string; readonly host: string }
  | {
      readonly kind: 'refuse'
      readonly status: 400 | 401 | 403 | 405
      readonly why: string
    }

export const socketPath = '/rpc'

export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Who may come in. Order matters: a foreign Host or Origin learns nothing, not even whether its token was right. */
export function judge(visitor: Visitor, gate: { readonly port: number; readonly token: string }): Verdict {
  const { host } = visitor
  // A name that resolves to 127.0.0.1 (DNS rebinding) carries itself in Host.
  if (host === undefined || !ownHosts(gate.port).includes(host)) return refuse(403, 'foreign Host')
  const needsOrigin = visitor.upgrade || !['GET', 'HEAD'].includes(visitor.method)
  const origin = `http://${host}`
  if (visitor.origin === undefined ? needsOrigin : visitor.origin !== origin)
    return refuse(403, 'foreign Origin')
  if (!['GET', 'HEAD'].includes(visitor.method)) return refuse(405, 'method')

  // The path stays as it was sent: new URL() would quietly resolve `..` before anyone has looked.
  const [path = '', query = ''] = splitOnce(visitor.url)
  if (!path.startsWith('/')) return refuse(400, 'not a path')
  const offered = new URLSearchParams(query).get('t')
  if (path === '/' && offered !== null && !visitor.upgrade) {
    if (!same(offered, gate.token)) return refuse(401, 'wrong token')
    const cookie = `${cookieName(gate.port)}=${gate.token}; HttpOnly; SameSite=Strict; Path=/`
    return { kind: 'admit', cookie, host }
  }
  const shown = cookieOf(visitor.cookie, cookieName(gate.port))
  if (shown === null || !same(shown, gate.token)) return refuse(401, 'no token')
  if (visitor.upgrade !== (path === socketPath)) return refuse(400, 'not a page')
  return { kind: 'welcome', path, host }
}

function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

/** Cookies don't know ports: two Savepoints on one machine must not take each other's. */
function cookieName(port: number): string {
  return `savepoint-${port}`
}

function cookieOf(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

/** In equal time whatever is offered: digests have one length. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function splitOnce(url: string): readonly string[] {
  const at = url.indexOf('?')
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)]
}

function refuse(status: 400 | 401 | 403 | 405, why: string): Verdict {
  return { kind: 'refuse', status, why }
}
