import path from 'node:path'
import { app, type BrowserWindow, ipcMain, MessageChannelMain, protocol, utilityProcess } from 'electron'
import { bundleScheme, isOurs } from './bundle-address.ts'
import { bundleAnswer } from './bundle-answer.ts'
import { type FromCore, portChannel, type ToCore } from './channel.ts'
import { chooseFolder } from './folder-dialog.ts'
import { requestedPath, startArguments } from './requested-path.ts'
import { createWindow } from './window.ts'

const pages = path.resolve(import.meta.dirname, '../renderer')

app.setAppUserModelId('dev.savepoint.app')
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  {
    scheme: bundleScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
])

if (app.requestSingleInstanceLock()) begin()
else app.quit()

function begin(): void {
  const { platform } = process
  const start = requestedPath({
    args: startArguments(process.argv, app.isPackaged),
    cwd: process.cwd(),
    platform,
  })
  let window: BrowserWindow | null = null
  let core: Electron.UtilityProcess | null = null
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
  const tell = (message: ToCore) => core?.postMessage(message)

  app.on('second-instance', (_event, argv, cwd) => {
    const asked = requestedPath({ args: startArguments(argv, app.isPackaged), cwd, platform })
    if (asked !== null) tell({ kind: 'open', path: asked })
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  // Work under way comes to its clean end before the program does.
  app.on('before-quit', (event) => {
    if (core === null) return
    event.preventDefault()
    tell({ kind: 'end' })
  })
  app.on('window-all-closed', () => app.quit())

  ipcMain.on(portChannel, (event) => {
    const frame = event.senderFrame
    if (core === null || frame === null || frame.parent !== null || !isOurs(frame.url)) return
    const { port1, port2 } = new MessageChannelMain()
    core.postMessage({ kind: 'window-port' } satisfies ToCore, [port1])
    event.sender.postMessage(portChannel, null, [port2])
  })

  void app.whenReady().then(() => {
    protocol.handle(bundleScheme, (request) => bundleAnswer(pages, request.url, request.method))
    core = utilityProcess.fork(
      path.join(import.meta.dirname, 'core-process.js'),
      [start ?? '', app.isPackaged ? process.resourcesPath : ''],
      { serviceName: 'Savepoint core' },
    )
    core.on('message', (message: FromCore) => {
      if (message.kind === 'choose-folder')
        void chooseFolder(window).then((chosen) =>
          tell({ kind: 'folder-chosen', asked: message.asked, path: chosen }),
        )
      else {
        core = null
        app.quit()
      }
    })
    core.on('exit', () => {
      core = null
    })
    window = createWindow()
    window.on('closed', () => {
      window = null
    })
  })
}
