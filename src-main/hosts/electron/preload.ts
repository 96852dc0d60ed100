import { contextBridge, ipcRenderer } from 'electron'

/** What is used of the page's own window; the main program is type-checked without a DOM. */
declare const window: {
  readonly location: { readonly origin: string }
  readonly postMessage: (message: string, origin: string, ports: readonly unknown[]) => void
  readonly addEventListener: (event: string, listener: () => void, options: { once: boolean }) => void
}

// One CommonJS file, sandboxed. It passes the port on and knows nothing else. The name is that of channel.ts: a preload imports only electron.
const portChannel = 'savepoint:port'

// The page can't have the port yet when its scripts start: this tells it to wait for the message of that name.
contextBridge.exposeInMainWorld('savepointWire', portChannel)

ipcRenderer.on(portChannel, ({ ports }) => {
  window.postMessage(portChannel, window.location.origin, [...ports])
})
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(portChannel), { once: true })
