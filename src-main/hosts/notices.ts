import type { HostNotice } from '../contract/host.ts'
import type { Store } from '../core/ports.ts'

/** The store says each notice once; the terminal and the windows hear each of them once, whoever asks first. */
export function createNotices(store: Pick<Store, 'notices'>) {
  const all: HostNotice[] = []
  const told = { terminal: 0, window: 0 }
  const newFor = (listener: keyof typeof told) => () => {
    all.push(...store.notices())
    const fresh = all.slice(told[listener])
    told[listener] = all.length
    return fresh
  }
  return { forTerminal: newFor('terminal'), forWindow: newFor('window') }
}
