import { setTimeout as sleep } from 'node:timers/promises'
import { backUp } from './backup.ts'
import { compare } from './compare.ts'
import { copyFile, finish, flushAndHash, sameBytes } from './copy.ts'
import { countForeignKeyViolations, examine } from './examine.ts'
import { hold } from './hold.ts'
import { holdLock } from './hold-lock.ts'
import { type FromWorker, type Request, ToWorker } from './messages.ts'
import { replace } from './replace.ts'
import { failureOf, type Work } from './work.ts'

// A process of its own for SQLite: it does one thing after another, and ends with the process that started it.
let paused: { readonly id: number; readonly goOn: () => void; readonly stop: (error: Error) => void } | null =
  null

const say = (message: FromWorker) => process.send?.(message)

process.on('message', (raw) => {
  const message = ToWorker.parse(raw)
  if (message.kind === 'ask') void run(message.id, message.request)
  else if (paused?.id === message.id) {
    const { goOn, stop } = paused
    paused = null
    if (message.stop) stop(new Error('stopped by the core'))
    else goOn()
  }
})
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; whether work stops is decided by the process that asked for it.
process.on('SIGINT', () => undefined)

async function run(id: number, request: Request): Promise<void> {
  let stage: string = request.verb
  const work: Work = {
    at: (name) => {
      stage = name
    },
    progress: (step, amount = null, subject = null) =>
      say({ kind: 'progress', id, progress: { step, amount, subject } }),
    pause: (value) =>
      new Promise((goOn, stop) => {
        paused = { id, goOn, stop }
        say({ kind: 'paused', id, value })
      }),
    sleep: (ms) => sleep(ms),
  }
  try {
    const value = await verb(request, work)
    say({ kind: 'result', id, value: value ?? null })
  } catch (error) {
    say({ kind: 'failure', id, failure: failureOf(error, stage) })
  }
}

async function verb(request: Request, work: Work): Promise<unknown> {
  switch (request.verb) {
    case 'hold':
      return hold(request, work)
    case 'backup':
      return backUp(request, work)
    case 'copy':
      return copyFile(request, work)
    case 'finish':
      return finish(request, work)
    case 'flush-raw':
      return flushAndHash(request.path, work)
    case 'examine':
      return examine(request, work)
    case 'foreign-keys':
      return countForeignKeyViolations(request)
    case 'replace':
      return replace(request, work)
    case 'same-bytes':
      return sameBytes(request)
    case 'compare':
      return compare(request, work)
    case 'hold-lock':
      return holdLock(request, work)
  }
}
