import type { Served } from './host.ts'
import { orNever, os } from './implementer.ts'

export function migrationCalls({ core: { migrations } }: Served) {
  return {
    inspect: os.migrations.inspect.handler(({ input, signal }) =>
      migrations.inspect(input.projectId, orNever(signal)),
    ),
  }
}
