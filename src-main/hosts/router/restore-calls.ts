import type { Served } from './host.ts'
import { os } from './implementer.ts'

const begun = async (operationId: Promise<string>) => ({ operationId: await operationId })

export function restoreCalls({ core: { restore } }: Served) {
  return {
    plan: os.restore.plan.handler(({ input, signal }) => restore.plan(input.projectId, input.id, signal)),
    rehearse: os.restore.rehearse.handler(({ input }) => begun(restore.rehearse(input.projectId, input.id))),
    execute: os.restore.execute.handler(({ input }) =>
      begun(restore.execute(input.projectId, input.id, input.approval)),
    ),
    undoable: os.restore.undoable.handler(async ({ input }) => ({
      undoable: await restore.undoable(input.projectId),
    })),
    undo: os.restore.undo.handler(({ input }) => begun(restore.undo(input.projectId, input.safety))),
    recovered: os.restore.recovered.handler(async ({ input }) => ({
      recoveries: [...(await restore.recovered(input.projectId))],
    })),
  }
}
