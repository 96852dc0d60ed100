import process from 'node:process'
import { compose } from '../compose.ts'
import { createOpenRequests } from '../open-requests.ts'
import { overPort } from '../router/doors.ts'
import type { FromCore, ToCore } from './channel.ts'

// The core, in a utility process of its own: a window that hangs or closes stops nothing here.
const { parentPort } = process
const [startPath, resources] = process.argv.slice(2)
const openRequests = createOpenRequests()
const asked = new Map<number, (path: string | null) => void>()
let nextAsked = 1
let openPath = startPath === undefined || startPath === '' ? null : startPath

const house = compose({
  kind: 'electron',
  openPath: () => {
    openRequests.told()
    return openPath
  },
  openRequests,
  chooseFolder: () =>
    new Promise((resolve) => {
      asked.set(nextAsked, resolve)
      say({ kind: 'choose-folder', asked: nextAsked })
      nextAsked += 1
    }),
  ...(resources === undefined || resources === '' ? {} : { resources }),
})
const door = overPort(house.router)

parentPort.on('message', ({ data, ports }) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only our own main process has the other end
  const message = data as ToCore
  switch (message.kind) {
    case 'window-port': {
      const [port] = ports
      if (port === undefined) return
      door.upgrade(port)
      port.start()
      return
    }
    case 'open':
      openPath = message.path
      return openRequests.push(message.path)
    case 'folder-chosen':
      asked.get(message.asked)?.(message.path)
      asked.delete(message.asked)
      return
    case 'end':
      void house.close().finally(() => say({ kind: 'ended' }))
  }
})

function say(message: FromCore): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
  parentPort.postMessage(message)
}
