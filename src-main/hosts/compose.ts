import type { HostNotice } from '../contract/host.ts'
import { type Core, createCore } from '../core/core.ts'
import type { Shell } from '../core/ports.ts'
import { createDemo } from '../core/projects/demo.ts'
import { createPorts } from './compose-ports.ts'
import { createNotices } from './notices.ts'
import { locate, type Located } from './locate.ts'
import type { OpenRequests } from './open-requests.ts'
import type { Host } from './router/host.ts'
import { type AppRouter, createRouter } from './router/router.ts'

export type House = {
  readonly router: AppRouter
  readonly located: Located
  /** For standard error: what wasn't said there yet. */
  readonly notices: () => readonly HostNotice[]
  /** Asks running work to stop, waits until it has, and ends the processes. */
  readonly close: () => Promise<void>
}

type Wanted = {
  readonly kind: Host['kind']
  readonly openPath: Host['openPath']
  readonly openRequests: OpenRequests
  readonly chooseFolder: Shell['chooseFolder']
  /** Electron's `process.resourcesPath` in a packaged program. */
  readonly resources?: string
}

/** One core with real ports behind one router: what every host starts with. */
export function compose(wanted: Wanted): House {
  const located = locate(import.meta.filename, wanted.resources ?? null)
  const ports = createPorts({ located, chooseFolder: wanted.chooseFolder })
  const core = createCore(ports)
  const notices = createNotices(ports.store)
  const router = createRouter({
    core,
    host: {
      kind: wanted.kind,
      version: ports.place.version,
      platform: ports.platform,
      openPath: wanted.openPath,
      openRequests: wanted.openRequests.stream,
      chooseFolder: wanted.chooseFolder,
      canReveal: ports.shell.reveal !== null,
      notices: notices.forWindow,
    },
    makeDemo: createDemo(ports, core).start,
  })
  return { router, located, notices: notices.forTerminal, close: () => endCore(core) }
}

async function endCore(core: Core): Promise<void> {
  // Idle helper processes don't keep this one alive; while their end is waited for, something must.
  const alive = setInterval(() => {}, 1000)
  try {
    const running = core.operations.list(null).filter(({ at }) => at === 'running')
    for (const { id } of running) core.operations.cancel(id)
    await Promise.all(running.map(({ id }) => core.operations.finished(id)))
    await core.close()
  } finally {
    clearInterval(alive)
  }
}
