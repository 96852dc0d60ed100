import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const root = path.resolve(import.meta.dirname, '../..')

export type OpenedHost = {
  /** With the token, as a person would get it. */
  readonly address: string
  readonly dataFolder: string
  readonly stop: () => Promise<void>
}

/** Starts the built browser host as `npm start` does, with a data folder of its own; null opens the demo. */
export async function openHost(
  project: string | null,
  keep: { readonly dataFolder?: string } = {},
): Promise<OpenedHost> {
  const dataFolder = keep.dataFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'savepoint-story-')))
  const args = [path.join(root, 'out/node/browser.js'), ...(project === null ? [] : [project])]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SAVEPOINT_DATA: dataFolder },
  })
  const address = await addressFrom(child)
  return {
    address,
    dataFolder,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (keep.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The host says its address in one line on stdout; what it says when it can't start becomes the error. */
function addressFrom(child: ChildProcess): Promise<string> {
  const complaints: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address after 60 s: ${complaints.join('')}`)), 60_000)
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${complaints.join('')}`)))
    if (child.stdout === null) return reject(new Error('the host has no stdout'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /https?:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)
      if (found === null) return
      clearTimeout(timer)
      resolve(found[0])
    })
  })
}
