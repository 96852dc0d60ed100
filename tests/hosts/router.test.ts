import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { WebSocket, WebSocketServer } from 'ws'
import { type AppClient, inProcess, overPort, overSocket } from '../../src-main/hosts/router/doors.ts'
import { routerSuite } from './router-suite.ts'

routerSuite('no wire at all (in process)', 'no wire', async (router) => ({
  client: inProcess(router),
  drop: () => {},
  close: async () => {},
}))

routerSuite('a MessagePort', 'wire', async (router) => {
  const { port1, port2 } = new MessageChannel()
  overPort(router).upgrade(port1)
  port1.start()
  const client = createORPCClient<AppClient>(new PortLink({ port: port2 }))
  port2.start()
  return { client, drop: () => port2.close(), close: async () => port1.close() }
})

routerSuite('a WebSocket', 'wire', async (router) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const door = overSocket(router)
  server.on('connection', (socket) => void door.upgrade(socket))
  const { port } = server.address() as { port: number }
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  await once(socket, 'open')
  const link = new SocketLink({ websocket: socket as unknown as globalThis.WebSocket })
  return {
    client: createORPCClient<AppClient>(link),
    drop: () => socket.close(),
    close: async () => {
      socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
})
