import path from 'node:path'
import { BrowserWindow, type Session, shell } from 'electron'
import { bundleStart, isOurs } from './bundle-address.ts'

/** Hosts that a link may lead to, in the default browser. */
const outside: ReadonlySet<string> = new Set(['docs.djangoproject.com', 'www.sqlite.org'])

export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    width: 1280,
    height: 832,
    minWidth: 720,
    minHeight: 520,
    show: false,
    title: 'Savepoint',
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.resolve(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  const { webContents } = window
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(({ url }) => {
    if (mayLeave(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
  denyPermissions(webContents.session)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(bundleStart)
  return window
}

/** Only https, and only to hosts that we link to ourselves. */
export function mayLeave(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === 'https:' && outside.has(url.host) && url.username === ''
}

function denyPermissions(session: Session): void {
  const allowed = (permission: string, asking: string) =>
    permission === 'clipboard-sanitized-write' && isOurs(asking)
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed(permission, contents.getURL())),
  )
  session.setPermissionCheckHandler((contents, permission) => allowed(permission, contents?.getURL() ?? ''))
  session.setDevicePermissionHandler(() => false)
}
