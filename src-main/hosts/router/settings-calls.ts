import type { Served } from './host.ts'
import { os } from './implementer.ts'

export function settingsCalls({ core: { settings } }: Served) {
  return {
    get: os.settings.get.handler(() => settings.get()),
    change: os.settings.change.handler(({ input }) => settings.change(input)),
  }
}
