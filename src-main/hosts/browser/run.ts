import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { noticeEn } from '../../contract/words/notices.en.ts'
import { problem } from '../../core/problem.ts'
import { compose } from '../compose.ts'
import { createOpenRequests } from '../open-requests.ts'
import { inProcess } from '../router/in-process.ts'
import { browseCommand, launch } from '../system-shell.ts'
import { makeDemo } from './make-demo.ts'
import { serveBrowser } from './server.ts'

export type BrowserRun = {
  /** The project to open; null: the demo project, made when it is missing. */
  readonly path: string | null
  readonly port: number
  /** Is a path that is no project a problem here (true), or one for the window to show (false)? */
  readonly checkFirst: boolean
  readonly signal: AbortSignal
  /** Said once it can be visited. */
  readonly ready: (address: string) => void
  readonly note: (line: string) => void
}

/** Serves the window until the signal. Closing the tab stops nothing; ending this waits until running work has stopped cleanly. */
export async function runBrowser(run: BrowserRun): Promise<void> {
  const openRequests = createOpenRequests()
  const wanted = run.path === null ? null : path.resolve(run.path)
  let demoRoot: string | null = null
  const house = compose({
    kind: 'browser',
    openPath: () => {
      openRequests.told()
      return wanted ?? demoRoot
    },
    openRequests,
    chooseFolder: null,
  })
  try {
    if (!existsSync(path.join(house.located.pages, 'index.html')))
      throw problem('not-available-here', {
        facts: { what: 'The window (it was not built: npm run build)', path: house.located.pages },
      })
    const client = inProcess(house.router)
    if (wanted !== null && run.checkFirst) await client.projects.open({ path: wanted })
    const server = await serveBrowser({ router: house.router, pages: house.located.pages, port: run.port })
    try {
      run.ready(server.address)
      for (const notice of house.notices()) run.note(noticeEn(notice))
      const command = browseCommand(server.address, process.platform, process.env)
      if (command !== null)
        launch(command).catch((error: unknown) => {
          run.note(`The browser could not be started (${String(error)}); open the address yourself.`)
        })
      if (wanted === null) {
        demoRoot = await makeDemo(client, run)
        if (demoRoot !== null) openRequests.push(demoRoot)
      }
      if (!run.signal.aborted) await once(run.signal, 'abort')
    } finally {
      await server.close()
    }
  } finally {
    await house.close()
  }
}
