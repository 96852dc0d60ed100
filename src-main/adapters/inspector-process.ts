import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

export type InspectorProcess = {
  readonly stdout: Readable
  /** 'exit code 3' or 'signal SIGKILL', once its last words were read too. */
  readonly ended: () => Promise<string>
  /** What went to stderr, newest last, at most 40 lines of at most 4,000 characters. */
  readonly lastLines: () => readonly string[]
  /** It and all that it started, at once. */
  readonly kill: () => void
  /** Lets it leave (1 s), then ends what is left of it and of its children. */
  readonly finish: () => Promise<void>
}

const graceMs = 1_000
const drainMs = 300
const keptLines = 40
const keptCharacters = 4_000

/** Starts Python without a shell, without input. Rejects with Node's error when the program can't be started. */
export async function startInspector(
  python: string,
  words: readonly string[],
  project: { readonly root: string; readonly settingsModule: string },
): Promise<InspectorProcess> {
  const child = spawn(python, ['-X', 'utf8', ...words], {
    cwd: project.root,
    env: {
      ...process.env,
      PYTHONUTF8: '1',
      PYTHONIOENCODING: 'utf-8',
      PYTHONUNBUFFERED: '1',
      DJANGO_SETTINGS_MODULE: project.settingsModule,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: what the settings start can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
    shell: false,
  })
  let left = false
  const exit = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      left = true
      resolve(signal === null ? `exit code ${String(code)}` : `signal ${signal}`)
    })
  })
  await once(child, 'spawn')
  const lines = keepLast(child.stderr)
  const drained = new Promise<void>((resolve) => child.stderr.once('close', resolve))
  const kill = (): void => {
    killTree(child.pid, left)
  }
  return {
    stdout: child.stdout,
    ended: async () => {
      const how = await exit
      await Promise.race([drained, sleep(drainMs, undefined, { ref: false })])
      return how
    },
    lastLines: lines,
    kill,
    finish: async () => {
      await Promise.race([exit, sleep(child.stdout.readableEnded ? 0 : graceMs, undefined, { ref: false })])
      kill()
      await exit
      // A grandchild may still hold the other ends.
      child.stdout.destroy()
      child.stderr.destroy()
    },
  }
}

function keepLast(stderr: Readable): () => readonly string[] {
  const kept: string[] = []
  createInterface({ input: stderr, crlfDelay: Infinity }).on('line', (line) => {
    kept.push(line.slice(0, keptCharacters))
    if (kept.length > keptLines) kept.shift()
  })
  return () => [...kept]
}

function killTree(pid: number | undefined, left: boolean): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    // Its number may be somebody else's by now; a group on POSIX keeps its number while it has members.
    if (left) return
    // Says "not found" when it has left already, which is what is wanted.
    void endTree(pid)
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!gone) throw error
  }
}

async function endTree(pid: number): Promise<void> {
  const { execa } = await import('execa')
  await execa('taskkill', ['/pid', String(pid), '/T', '/F'], { reject: false, windowsHide: true })
}
