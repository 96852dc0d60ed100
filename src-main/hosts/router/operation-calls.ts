import type { Served } from './host.ts'
import { done, os } from './implementer.ts'

export function operationCalls({ core: { operations } }: Served) {
  return {
    list: os.operations.list.handler(({ input }) => ({ operations: [...operations.list(input.projectId)] })),
    /** Leaving the stream stops watching, never the work. */
    watch: os.operations.watch.handler(({ input, signal }) => operations.watch(input.operationId, signal)),
    cancel: os.operations.cancel.handler(({ input }) => {
      operations.cancel(input.operationId)
      return done
    }),
  }
}
