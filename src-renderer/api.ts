import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../src-main/contract/contract.ts'
import type { Problem } from '../src-main/contract/problem.ts'

/** All that the window can ask for. */
export type Client = ContractRouterClient<typeof contract>

/** The wire: the port that Electron's preload passes on, else a socket to whoever served this page. */
export type Connection = {
  readonly client: Client
  /** Calls back once when the wire is gone; nothing is lost by it, the work is in the core. */
  readonly onLost: (then: () => void) => void
}

declare global {
  /** Left by Electron's preload: the name of the window message that brings the port. Undefined in a browser. */
  var savepointWire: unknown
}

/** To be called before the page is parsed to its end: the preload asks for the port then. */
export async function connect(): Promise<Connection> {
  const wire = wireOf(globalThis)
  if (wire.kind === 'port') {
    const port = await portFrom(globalThis, wire.message)
    port.start()
    return {
      client: clientOver(new PortLink({ port })),
      onLost: (then) => port.addEventListener('close', then, { once: true }),
    }
  }
  const socket = new WebSocket(wire.address)
  return {
    client: clientOver(new SocketLink({ websocket: socket })),
    onLost: (then) => socket.addEventListener('close', then, { once: true }),
  }
}

type Wire =
  { readonly kind: 'port'; readonly message: string } | { readonly kind: 'socket'; readonly address: string }

type Page = {
  readonly savepointWire?: unknown
  readonly location: Pick<Location, 'protocol' | 'host' | 'search'>
}

/** Which wire this page has. The socket's address keeps the page's query, where the token may stand. */
export function wireOf({ savepointWire, location }: Page): Wire {
  if (typeof savepointWire === 'string' && savepointWire !== '') {
    return { kind: 'port', message: savepointWire }
  }
  const { protocol, host, search } = location
  return { kind: 'socket', address: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc${search}` }
}

type PortMessage = Pick<MessageEvent<unknown>, 'source' | 'data' | 'ports'>
type PortSource = {
  readonly addEventListener: (event: 'message', listener: (event: PortMessage) => void) => void
  readonly removeEventListener: (event: 'message', listener: (event: PortMessage) => void) => void
}

/** Waits for the message of that name from this very window, and takes its port; what frames or openers post is left alone. */
export function portFrom(page: PortSource, message: string): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: PortMessage) => {
      const port = event.ports[0]
      if (event.source !== page || event.data !== message || port === undefined) return
      page.removeEventListener('message', listen)
      resolve(port)
    }
    page.addEventListener('message', listen)
  })
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
