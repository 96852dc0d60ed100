import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { InspectionFact } from '../contract/picture.ts'
import {
  endedEarly,
  inspectionCancelled,
  notUnderstood,
  InspectorProblem,
  projectStopped,
  pythonDoesNotStart,
  timedOut,
  type InspectorEnd,
} from '../core/diagnosis/inspector.ts'
import { secretsOf } from '../core/diagnosis/secrets.ts'
import type { InspectionTarget } from '../core/ports.ts'
import { problem } from '../core/problem.ts'
import { startInspector, type InspectorProcess } from './inspector-process.ts'

export type InspectorPlace = { readonly entry: string; readonly bytecodeFolder?: string }

export type InspectorRun = {
  readonly mode: 'inspect' | 'databases' | 'rehearse'
  readonly target: InspectionTarget
  readonly more: readonly string[]
}

const Line = z.union([
  InspectionFact,
  z.object({ kind: z.literal('answer'), answer: z.unknown() }),
  InspectorProblem,
])
type Said = Exclude<z.infer<typeof Line>, InspectorProblem>

/**
 * One process; yields what it says, each line checked; a picture or an answer is always last. Whatever way it ends,
 * also when the caller stops reading, no process of it is left. Throws the problems that the port names.
 */
export async function* runInspector(
  place: InspectorPlace,
  run: InspectorRun,
  signal: AbortSignal,
): AsyncGenerator<Said> {
  if (signal.aborted) throw inspectionCancelled()
  const { target } = run
  const child = await start(place, run)
  let stopped: 'cancelled' | 'timed-out' | null = null
  const stop = (why: 'cancelled' | 'timed-out'): void => {
    stopped ??= why
    child.kill()
  }
  const cancel = (): void => {
    stop('cancelled')
  }
  signal.addEventListener('abort', cancel)
  const timer = setTimeout(() => {
    stop('timed-out')
  }, target.timeoutMs)
  let step: string | null = null
  const end = (): InspectorEnd => ({ ...blankEnd(target), step, stderr: child.lastLines() })
  try {
    for await (const text of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      const said = parse(text)
      if (said === null) throw notUnderstood(text, [], end())
      if (said.kind === 'problem') throw projectStopped(said, end())
      if (said.kind === 'step') step = said.step
      yield said
      if (said.kind === 'picture' || said.kind === 'answer') return
    }
    const exit = await child.ended()
    // What made it end is decided by who asked for it, not by the code that a kill leaves.
    throw reason(stopped, target, { exit, end: end() })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    await child.finish()
  }
}

function reason(
  stopped: 'cancelled' | 'timed-out' | null,
  target: InspectionTarget,
  last: { readonly exit: string; readonly end: InspectorEnd },
): Error {
  if (stopped === 'cancelled') return inspectionCancelled()
  if (stopped === 'timed-out') return timedOut(target.timeoutMs, last.end)
  return endedEarly(last.exit, last.end)
}

export function blankEnd(target: InspectionTarget): InspectorEnd {
  return {
    python: target.python,
    root: target.root,
    step: null,
    stderr: [],
    hidden: secretsOf(process.env),
  }
}

async function start(place: InspectorPlace, run: InspectorRun): Promise<InspectorProcess> {
  const { root, python, settingsModule } = run.target
  const facts = await stat(root).catch(() => null)
  if (!facts?.isDirectory()) throw problem('folder-not-found', { facts: { path: root } })
  const kept = place.bytecodeFolder === undefined ? [] : ['--bytecode', place.bytecodeFolder]
  const words = [place.entry, run.mode, '--root', root, '--settings', settingsModule, ...run.more, ...kept]
  try {
    return await startInspector(python, words, { root, settingsModule })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw pythonDoesNotStart(why, blankEnd(run.target))
  }
}

function parse(text: string): z.infer<typeof Line> | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  return Line.safeParse(value).data ?? null
}
