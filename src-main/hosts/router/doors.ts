import { createRouterClient, type RouterClient } from '@orpc/server'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import { asProblems } from './problem-errors.ts'
import type { AppRouter } from './router.ts'

/** The contract as typed calls: what the command line uses in process, and what every other door looks like to its caller. */
export type AppClient = RouterClient<AppRouter>

/** No wire at all; inputs, outputs and problems go through the same validation as on one. */
export function inProcess(router: AppRouter): AppClient {
  return createRouterClient(router, { interceptors: [asProblems] })
}

/** For MessagePorts: `overPort(router).upgrade(port)`, then start the port. */
export function overPort(router: AppRouter) {
  return new PortHandler(router, { clientInterceptors: [asProblems] })
}

/** For WebSockets of `ws`: `await overSocket(router).upgrade(socket)`. */
export function overSocket(router: AppRouter) {
  return new SocketHandler(router, { clientInterceptors: [asProblems] })
}
