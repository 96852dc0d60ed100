import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../src-main/contract/contract.ts'
import type { Problem } from '../src-main/contract/problem.ts'

/** All that the window can ask for. */
export type Client = ContractRouterClient<typeof contract>

/** The wire: the port that Electron's preload left, else a socket to whoever served this page. */
export type Connection = {
  readonly client: Client
  /** Calls back once when the wire is gone; nothing is lost by it, the work is in the core. */
  readonly onLost: (then: () => void) => void
}

declare global {
  /** Left by Electron's preload; undefined in a browser. */
  var savepointPort: MessagePort | undefined
}

export function connect(): Connection {
  const port = globalThis.savepointPort
  if (port !== undefined) {
    port.start()
    return {
      client: clientOver(new PortLink({ port })),
      onLost: (then) => port.addEventListener('close', then, { once: true }),
    }
  }
  const { protocol, host, search } = globalThis.location
  const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc${search}`)
  return {
    client: clientOver(new SocketLink({ websocket: socket })),
    onLost: (then) => socket.addEventListener('close', then, { once: true }),
  }
}

/** The problem inside anything thrown by a call; what is not one of ours becomes `unexpected` with its words as evidence. */
export function problemOf(thrown: unknown): Problem {
  if (typeof thrown === 'object' && thrown !== null && 'data' in thrown && isProblem(thrown.data)) {
    return thrown.data
  }
  return {
    code: 'unexpected',
    facts: {},
    safe: 'nothing-was-changed',
    fixes: [{ kind: 'retry' }],
    evidence: [thrown instanceof Error ? thrown.message : String(thrown)],
  }
}

function clientOver(link: Parameters<typeof createORPCClient<Client>>[0]): Client {
  return createORPCClient(link)
}

function isProblem(data: unknown): data is Problem {
  return typeof data === 'object' && data !== null && 'code' in data && 'fixes' in data && 'safe' in data
}
