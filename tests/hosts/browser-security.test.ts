import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type BrowserServer, serveBrowser } from '../../src-main/hosts/browser/server.ts'
import type { AppClient } from '../../src-main/hosts/router/in-process.ts'
import { createRouter } from '../../src-main/hosts/router/router.ts'
import { servedFake } from './served-fake.ts'

let server: BrowserServer
let folder: string
let own: string
let cookie: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'savepoint-pages-'))
  const pages = path.join(folder, 'pages')
  mkdirSync(path.join(pages, 'assets'), { recursive: true })
  writeFileSync(path.join(pages, 'index.html'), '<!doctype html><title>Savepoint</title>')
  writeFileSync(path.join(pages, 'assets/index-Ab12Cd34.js'), 'export {}')
  writeFileSync(path.join(folder, 'secret.txt'), 'the secret')
  writeFileSync(path.join(pages, '.hidden.txt'), 'the secret')
  // Without one (on Windows they need a right) the path is just a file that isn't there.
  if (process.platform !== 'win32') symlinkSync(path.join(folder, 'secret.txt'), path.join(pages, 'link.txt'))
  server = await serveBrowser({ router: createRouter(servedFake().served), pages, port: 0 })
  own = `127.0.0.1:${server.port}`
  cookie = `savepoint-${server.port}=${server.token}`
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** One request, byte by byte as written here: no client tidies it up. */
function raw(...lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => {
      socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (data) => (text += data.toString('latin1')))
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
const get = (url: string, ...headers: string[]) => raw(`GET ${url} HTTP/1.1`, ...headers)
const upgrade = (...headers: string[]) =>
  raw(
    'GET /rpc HTTP/1.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  )

describe('the browser host lets nobody in', () => {
  it('who has no token, on any address', async () => {
    for (const url of ['/', '/index.html', '/assets/index-Ab12Cd34.js', '/nothing', '/rpc', '/?x=1'])
      expect([url, status(await get(url, `Host: ${own}`))]).toEqual([url, 401])
  })

  it('who has a wrong token, a part of it, or another cookie', async () => {
    const wrong = ['x', server.token.slice(0, -1), `${server.token}x`, '']
    for (const token of wrong) expect(status(await get(`/?t=${token}`, `Host: ${own}`))).toBe(401)
    for (const token of wrong)
      expect(status(await get('/', `Host: ${own}`, `Cookie: savepoint-${server.port}=${token}`))).toBe(401)
    expect(status(await get('/', `Host: ${own}`, `Cookie: savepoint-1=${server.token}`))).toBe(401)
  })

  it('who came through a foreign name, even with the right token and cookie', async () => {
    const foreign = [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      `127.0.0.1:${server.port + 1}`,
      `127.0.0.1.evil.example:${server.port}`,
      `[::1]:${server.port}`,
      `${own}@evil.example`,
    ]
    for (const host of foreign) {
      expect([host, status(await get('/', `Host: ${host}`, `Cookie: ${cookie}`))]).toEqual([host, 403])
      expect([host, status(await get(`/?t=${server.token}`, `Host: ${host}`))]).toEqual([host, 403])
      expect([
        host,
        status(await upgrade(`Host: ${host}`, `Origin: http://${host}`, `Cookie: ${cookie}`)),
      ]).toEqual([host, 403])
    }
  })

  it('a page of another origin: no request, no POST, no upgrade', async () => {
    for (const origin of ['http://evil.example', 'null', `https://${own}`, 'http://127.0.0.1:1', 'file://']) {
      const headers = [`Host: ${own}`, `Origin: ${origin}`, `Cookie: ${cookie}`]
      expect(status(await get('/', ...headers))).toBe(403)
      expect(status(await raw('POST /rpc HTTP/1.1', ...headers, 'Content-Length: 0'))).toBe(403)
      expect(status(await upgrade(...headers))).toBe(403)
    }
  })

  it('an upgrade without Origin, without cookie, or elsewhere than /rpc', async () => {
    expect(status(await upgrade(`Host: ${own}`, `Cookie: ${cookie}`))).toBe(403)
    expect(status(await upgrade(`Host: ${own}`, `Origin: http://${own}`))).toBe(401)
    expect(status(await upgrade(`Host: ${own}`, `Origin: http://${own}`, 'Cookie: savepoint=x'))).toBe(401)
    const elsewhere = await raw(
      'GET /other HTTP/1.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      `Host: ${own}`,
      `Origin: http://${own}`,
      `Cookie: ${cookie}`,
    )
    expect(status(elsewhere)).toBe(400)
  })

  it('a token in the query of an upgrade', async () => {
    const answer = await raw(
      `GET /rpc?t=${server.token} HTTP/1.1`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      `Host: ${own}`,
      `Origin: http://${own}`,
    )
    expect(status(answer)).toBe(401)
  })

  it('to any file outside the folder, however it is spelled', async () => {
    const paths = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/..\\secret.txt',
      '//secret.txt',
      '/assets/%00.txt',
      '/%c0%ae%c0%ae/secret.txt',
      '/C:/secret.txt',
      '/link.txt',
      '/.hidden.txt',
      `${folder}/secret.txt`,
      '/%',
    ]
    for (const url of paths) {
      const answer = await get(url, `Host: ${own}`, `Cookie: ${cookie}`)
      expect([url, status(answer)]).toEqual([url, 404])
      expect(answer).not.toContain('the secret')
    }
    const absolute = await get(`http://${own}/../secret.txt`, `Host: ${own}`, `Cookie: ${cookie}`)
    expect(status(absolute)).toBe(400)
  })

  it('who listens on another interface: it is bound to 127.0.0.1 only', async () => {
    const refused = await new Promise((resolve) => {
      const socket = net.connect(server.port, '127.0.0.2')
      socket.on('connect', () => resolve('connected'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })
    expect(refused).toBe('ECONNREFUSED')
  })
})

describe('the browser host lets its own page in', () => {
  it('takes the token once, hides it in a cookie, and leads on to a clean address', async () => {
    const answer = await get(`/?t=${server.token}`, `Host: ${own}`)
    expect(status(answer)).toBe(303)
    expect(answer).toMatch(/location: \/\r\n/i)
    expect(answer).toContain(`set-cookie: ${cookie}; HttpOnly; SameSite=Strict; Path=/`)
    expect(answer).toMatch(/referrer-policy: no-referrer/)
    expect(server.token).toHaveLength(32)
  })

  it('serves the window with a strict policy, and only its assets are kept by the browser', async () => {
    const answer = await get('/', `Host: ${own}`, `Cookie: other=1; ${cookie}`)
    expect(status(answer)).toBe(200)
    expect(answer).toContain('<title>Savepoint</title>')
    expect(answer).toContain(
      `content-security-policy: default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self' ws://${own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    for (const header of [
      'x-content-type-options: nosniff',
      'cross-origin-opener-policy: same-origin',
      'cross-origin-resource-policy: same-origin',
      'cache-control: no-store',
    ])
      expect(answer).toContain(header)
    const asset = await get('/assets/index-Ab12Cd34.js', `Host: ${own}`, `Cookie: ${cookie}`)
    expect(asset).toContain('content-type: text/javascript')
    expect(asset).toContain('immutable')
  })

  it('has no POST, even from its own page', async () => {
    const headers = [`Host: ${own}`, `Origin: http://${own}`, `Cookie: ${cookie}`]
    expect(status(await raw('POST / HTTP/1.1', ...headers, 'Content-Length: 0'))).toBe(405)
  })

  it('answers the contract over its socket, and closes one that sends too much', async () => {
    const socket = await connected()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ws has what the link uses of a browser's
    const websocket = socket as unknown as globalThis.WebSocket
    const client = createORPCClient<AppClient>(new RPCLink({ websocket }))
    expect(await client.host.hello()).toMatchObject({ host: 'browser' })
    const closed = new Promise((resolve) => {
      socket.on('close', resolve)
    })
    socket.send('x'.repeat(5 * 1024 * 1024))
    expect(await closed).toBe(1009)
    const again = await connected()
    again.close()
  })
})

function connected(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${own}/rpc`, { headers: { cookie }, origin: `http://${own}` })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('error', reject)
  })
}
