import type { Served } from './host.ts'
import { done, os } from './implementer.ts'

const begun = async (operationId: Promise<string>) => ({ operationId: await operationId })

export function savepointCalls({ core: { savepoints, transfer } }: Served) {
  return {
    list: os.savepoints.list.handler(async ({ input }) => {
      const { folder, savepoints: all } = await savepoints.list(input.projectId)
      return { folder, savepoints: [...all] }
    }),
    show: os.savepoints.show.handler(({ input }) => savepoints.show(input.projectId, input.id)),
    save: os.savepoints.save.handler(({ input }) =>
      begun(savepoints.save(input.projectId, input.database, input.label)),
    ),
    verify: os.savepoints.verify.handler(({ input }) => begun(savepoints.verify(input.projectId, input.id))),
    label: os.savepoints.label.handler(({ input }) =>
      savepoints.label(input.projectId, input.id, input.label),
    ),
    pin: os.savepoints.pin.handler(({ input }) => savepoints.pin(input.projectId, input.id, input.pinned)),
    rename: os.savepoints.rename.handler(({ input }) =>
      savepoints.rename(input.projectId, input.id, input.name),
    ),
    delete: os.savepoints.delete.handler(async ({ input }) => {
      await savepoints.delete(input.projectId, input.id, input.evenPinned)
      return done
    }),
    reveal: os.savepoints.reveal.handler(async ({ input }) => {
      await savepoints.reveal(input.projectId, input.id)
      return done
    }),
    compare: os.savepoints.compare.handler(({ input, signal }) =>
      savepoints.compare(input.projectId, input.before, input.after, input.database, signal),
    ),
    export: os.savepoints.export.handler(({ input }) =>
      begun(transfer.export(input.projectId, input.id, input.folder)),
    ),
    import: os.savepoints.import.handler(({ input }) =>
      begun(transfer.import(input.projectId, input.bundle)),
    ),
  }
}
