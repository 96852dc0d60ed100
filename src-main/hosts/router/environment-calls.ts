import type { Served } from './host.ts'
import { os } from './implementer.ts'

export function environmentCalls({ core: { environments } }: Served) {
  return {
    list: os.environments.list.handler(({ input }) => environments.list(input.projectId, input.verify)),
    choose: os.environments.choose.handler(({ input }) =>
      environments.choose(input.projectId, input.environmentId),
    ),
  }
}
