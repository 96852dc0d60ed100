import { problem } from '../../core/problem.ts'
import type { Served } from './host.ts'
import { orNever, os } from './implementer.ts'

const platforms = ['win32', 'linux', 'darwin'] as const

export function hostCalls({ host }: Served) {
  return {
    hello: os.host.hello.handler(() => ({
      host: host.kind,
      version: host.version,
      platform: platforms.find((known) => known === host.platform) ?? 'other',
      openPath: host.openPath(),
      canChooseFolder: host.chooseFolder !== null,
      canReveal: host.canReveal,
      notices: host.notices(),
    })),
    openRequests: os.host.openRequests.handler(({ signal }) => host.openRequests(orNever(signal))),
    chooseFolder: os.host.chooseFolder.handler(async () => {
      if (host.chooseFolder === null)
        throw problem('not-available-here', { facts: { what: 'A folder dialog' } })
      return { path: await host.chooseFolder() }
    }),
  }
}
