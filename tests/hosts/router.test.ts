import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { WebSocketServer } from 'ws'
import { overPort, overSocket } from '../../src-main/hosts/router/doors.ts'
import { type AppClient, inProcess } from '../../src-main/hosts/router/in-process.ts'
import type { AppRouter } from '../../src-main/hosts/router/router.ts'
import { type Connection, routerSuite, wireSuite } from './router-suite.ts'

async function withoutWire(router: AppRouter): Promise<Connection> {
  return { client: inProcess(router), drop: () => {}, close: async () => {} }
}

async function overMessagePort(router: AppRouter): Promise<Connection> {
  const { port1, port2 } = new MessageChannel()
  overPort(router).upgrade(port1)
  port1.start()
  const client = createORPCClient<AppClient>(new PortLink({ port: port2 }))
  port2.start()
  return { client, drop: () => port2.close(), close: async () => port1.close() }
}

async function overWebSocket(router: AppRouter): Promise<Connection> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const door = overSocket(router)
  server.on('connection', (socket) => void door.upgrade(socket))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const websocket = new WebSocket(`ws://127.0.0.1:${address.port}`)
  await once(websocket, 'open')
  return {
    client: createORPCClient<AppClient>(new SocketLink({ websocket })),
    drop: () => websocket.close(),
    close: async () => {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

routerSuite('no wire at all (in process)', withoutWire)
routerSuite('a MessagePort', overMessagePort)
routerSuite('a WebSocket', overWebSocket)
wireSuite('a MessagePort', overMessagePort)
wireSuite('a WebSocket', overWebSocket)
