import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { pageFile } from '../page/page-file.ts'
import { pageHeaders } from '../page/page-headers.ts'
import { overSocket } from '../router/doors.ts'
import type { AppRouter } from '../router/router.ts'
import { judge, newToken, type Verdict } from './gate.ts'

export type BrowserServer = {
  /** With the token: whoever has this address is in. */
  readonly address: string
  readonly port: number
  readonly token: string
  readonly close: () => Promise<void>
}

type Settings = {
  readonly router: AppRouter
  /** Folder of the built window. */
  readonly pages: string
  /** 0: any free one. */
  readonly port: number
}

/** Serves the window on 127.0.0.1 only. Nothing is answered without the token, and to nobody who came through another name. */
export async function serveBrowser({ router, pages, port: wanted }: Settings): Promise<BrowserServer> {
  const token = newToken()
  const door = overSocket(router)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 4 * 1024 * 1024,
    perMessageDeflate: false,
  })
  const server = createServer()
  server.listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server.address())
  const verdict = (request: IncomingMessage, upgrade: boolean) =>
    judge(visitorOf(request, upgrade), { port, token })

  server.on('request', (request, response) => {
    const page = { pages, head: request.method === 'HEAD' }
    answer(verdict(request, false), page, response).catch(() => {
      // A file that can't be read: which one, and why, is nobody's business on this wire.
      if (response.headersSent) response.destroy()
      else sendText(response, 500, 'Savepoint: this page could not be read.')
    })
  })
  server.on('upgrade', (request, socket: Duplex, head) => {
    // The other end may go away at any moment; without a listener that would end the process.
    socket.on('error', () => socket.destroy())
    const judged = verdict(request, true)
    if (judged.kind !== 'welcome') return refuseUpgrade(socket, judged)
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate())
      void door.upgrade(webSocket)
    })
  })

  return {
    address: `http://127.0.0.1:${port}/?t=${token}`,
    port,
    token,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(
  verdict: Verdict,
  page: { readonly pages: string; readonly head: boolean },
  response: ServerResponse,
): Promise<void> {
  if (verdict.kind === 'refuse')
    return sendText(response, verdict.status, 'Savepoint: open the address that it printed.')
  const headers = pageHeaders(`ws://${verdict.host}`)
  if (verdict.kind === 'admit') {
    response.writeHead(303, {
      ...headers,
      'set-cookie': verdict.cookie,
      location: '/',
      'cache-control': 'no-store',
    })
    response.end()
    return
  }
  const file = await pageFile(page.pages, verdict.path)
  if (file === null) return sendText(response, 404, 'Savepoint: there is no such page.')
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': file.body.length,
    'cache-control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
  })
  response.end(page.head ? undefined : file.body)
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    ...pageHeaders(null),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(`${text}\n`)
}

function refuseUpgrade(socket: Duplex, verdict: Verdict): void {
  const status = verdict.kind === 'refuse' ? verdict.status : 400
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function visitorOf(request: IncomingMessage, upgrade: boolean) {
  const { method = 'GET', url = '/', headers } = request
  return { method, url, host: headers.host, origin: headers.origin, cookie: headers.cookie, upgrade }
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
