import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call.ts'

/** Something that happened to the program's own files, said once. `settings-reset`: they could not be read; the damaged file is at `copy`. */
export const HostNotice = z.object({ kind: z.literal('settings-reset'), copy: z.string() })
export type HostNotice = z.infer<typeof HostNotice>

/** What a window asks of the program that serves it. */
export const host = {
  /** Who serves this window, and which project it was started on (opened by the window like any other). */
  hello: call.output(
    z.object({
      host: z.enum(['electron', 'browser', 'cli']),
      version: z.string(),
      platform: z.enum(['win32', 'linux', 'darwin', 'other']),
      openPath: z.string().nullable(),
      canChooseFolder: z.boolean(),
      canReveal: z.boolean(),
      /** Only those that no window was told of yet. */
      notices: z.array(HostNotice).optional(),
    }),
  ),
  /** Paths that a second start of the program asks this window to open. */
  openRequests: call.output(eventIterator(z.object({ path: z.string() }))),
  /** The system's own dialog, where the host has one; null when it was closed. */
  chooseFolder: call.output(z.object({ path: z.string().nullable() })),
}
