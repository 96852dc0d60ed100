/** The few words between main and the core's process; the window talks to the core alone, over its port. */
export type ToCore =
  | { readonly kind: 'window-port' } // with the port
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'folder-chosen'; readonly asked: number; readonly path: string | null }
  | { readonly kind: 'end' }

export type FromCore = { readonly kind: 'choose-folder'; readonly asked: number } | { readonly kind: 'ended' }

/** Main hands the window its port under this name; the preload passes it on to the page under the same. */
export const portChannel = 'savepoint:port'
