import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import { asProblems } from './problem-errors.ts'
import type { AppRouter } from './router.ts'

/** For MessagePorts: `overPort(router).upgrade(port)`, then start the port. */
export function overPort(router: AppRouter) {
  return new PortHandler(router, { clientInterceptors: [asProblems] })
}

/** For WebSockets of `ws`: `await overSocket(router).upgrade(socket)`. */
export function overSocket(router: AppRouter) {
  return new SocketHandler(router, { clientInterceptors: [asProblems] })
}
