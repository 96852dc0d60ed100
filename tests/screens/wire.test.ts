import { describe, expect, it } from 'vitest'
import { portFrom, wireOf } from '../../src-renderer/api.ts'

const location = { protocol: 'http:', host: '127.0.0.1:4173', search: '?t=abc' }

describe('the wire of the window', () => {
  it('is the port under Electron, whose preload names the message that brings it', () => {
    expect(wireOf({ savepointWire: 'savepoint:port', location })).toEqual({
      kind: 'port',
      message: 'savepoint:port',
    })
  })

  it('is a socket to whoever served the page everywhere else, with its query', () => {
    const socket = { kind: 'socket', address: 'ws://127.0.0.1:4173/rpc?t=abc' }
    expect(wireOf({ location })).toEqual(socket)
    expect(wireOf({ savepointWire: undefined, location })).toEqual(socket)
    expect(wireOf({ savepointWire: '', location })).toEqual(socket)
    expect(wireOf({ savepointWire: { forged: true }, location })).toEqual(socket)
    expect(wireOf({ location: { ...location, protocol: 'https:' } })).toMatchObject({
      address: 'wss://127.0.0.1:4173/rpc?t=abc',
    })
  })

  it('takes the port of the right message from this very window, and only once', async () => {
    const page = fakePage()
    const { port1, port2 } = new MessageChannel()
    const { port1: forged, port2: other } = new MessageChannel()
    const waiting = portFrom(page, 'savepoint:port')
    page.post({ source: fakeFrame, data: 'savepoint:port', ports: [forged] })
    page.post({ source: null, data: 'savepoint:port', ports: [forged] })
    page.post({ source: page, data: 'something else', ports: [forged] })
    page.post({ source: page, data: 'savepoint:port', ports: [] })
    expect(page.listening()).toBe(1)
    page.post({ source: page, data: 'savepoint:port', ports: [port1] })
    expect(await waiting).toBe(port1)
    expect(page.listening()).toBe(0)
    for (const port of [port1, port2, forged, other]) port.close()
  })

  it('listens at once, so that a message right after the call is not missed', () => {
    const page = fakePage()
    void portFrom(page, 'savepoint:port')
    expect(page.listening()).toBe(1)
  })
})

type Heard = Parameters<Parameters<Parameters<typeof portFrom>[0]['addEventListener']>[1]>[0]
type Posted = Omit<Heard, 'source'> & { readonly source: unknown }

const fakeFrame = {}

/** As much of a window as the wire uses. */
function fakePage() {
  const listeners = new Set<(event: Heard) => void>()
  return {
    addEventListener: (_event: 'message', listener: (event: Heard) => void) => void listeners.add(listener),
    removeEventListener: (_event: 'message', listener: (event: Heard) => void) =>
      void listeners.delete(listener),
    listening: () => listeners.size,
    // A window stands here as any object: only whether it is the same one counts.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    post: (event: Posted) => listeners.forEach((listener) => listener(event as Heard)),
  }
}
