import type { Served } from './host.ts'
import { done, os } from './implementer.ts'

export function projectCalls({ core: { projects }, makeDemo }: Served) {
  return {
    open: os.projects.open.handler(({ input }) => projects.open(input.path)),
    recent: os.projects.recent.handler(async () => ({ projects: [...(await projects.recent())] })),
    pin: os.projects.pin.handler(async ({ input }) => {
      await projects.pin(input.projectId, input.pinned)
      return done
    }),
    forget: os.projects.forget.handler(async ({ input }) => {
      await projects.forget(input.projectId)
      return done
    }),
    noteSeen: os.projects.noteSeen.handler(async ({ input }) => {
      await projects.noteSeen(input.projectId, input.seen)
      return done
    }),
    folders: os.projects.folders.handler(({ input }) => projects.folders(input.path)),
    git: os.projects.git.handler(async ({ input }) => ({ git: await projects.git(input.projectId) })),
    get: os.projects.get.handler(({ input }) => projects.get(input.projectId)),
    makeDemo: os.projects.makeDemo.handler(async () => ({ operationId: await makeDemo() })),
  }
}
