import type { HostNotice } from '../../contract/host.ts'
import type { Core } from '../../core/core.ts'

/** What the router needs to know of the door it stands behind. */
export type Host = {
  readonly kind: 'electron' | 'browser' | 'cli'
  readonly version: string
  readonly platform: NodeJS.Platform
  /** The project this program was started on; asked at every `hello`, since a reload asks again. */
  readonly openPath: () => string | null
  /** Paths of second starts, from now on, until the signal. */
  readonly openRequests: (signal: AbortSignal) => AsyncGenerator<{ path: string }>
  /** The system's own dialog; null where there is none. */
  readonly chooseFolder: (() => Promise<string | null>) | null
  readonly canReveal: boolean
  /** What no window was told of yet. */
  readonly notices: () => HostNotice[]
}

export type Served = {
  readonly core: Core
  readonly host: Host
  /** Starts the operation that makes the demo project; its id. */
  readonly makeDemo: () => Promise<string>
}
