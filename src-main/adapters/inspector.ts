import type { z } from 'zod'
import { DatabasesAnswer, RehearsalAnswer, type InspectionFact } from '../contract/picture.ts'
import { notUnderstood } from '../core/diagnosis/inspector.ts'
import type { InspectionTarget, PythonInspector } from '../core/ports.ts'
import { blankEnd, runInspector, type InspectorPlace, type InspectorRun } from './inspector-run.ts'

/**
 * Asks a project through its own Python. `entry` is the absolute path of assets/inspector; `bytecodeFolder` a folder
 * of ours for compiled modules (without it none are kept, and the first look at a project is slow every time).
 */
export function createPythonInspector(place: InspectorPlace): PythonInspector {
  return {
    inspect: (target, signal) => inspect(place, target, signal),
    databases: (target, signal) =>
      answer(place, { run: { mode: 'databases', target, more: [] }, shape: DatabasesAnswer }, signal),
    rehearse: (target, signal) => {
      const more = ['--alias', target.alias, '--file', target.databaseFile]
      return answer(place, { run: { mode: 'rehearse', target, more }, shape: RehearsalAnswer }, signal)
    },
  }
}

async function* inspect(
  place: InspectorPlace,
  target: InspectionTarget,
  signal: AbortSignal,
): AsyncGenerator<InspectionFact> {
  for await (const said of runInspector(place, { mode: 'inspect', target, more: [] }, signal)) {
    if (said.kind !== 'answer') yield said
  }
}

type Asked<T> = { readonly run: InspectorRun; readonly shape: z.ZodType<T> }

/** Problem: inspector-crashed, naming the fields, when the answer isn't of that shape. */
async function answer<T>(place: InspectorPlace, { run, shape }: Asked<T>, signal: AbortSignal): Promise<T> {
  let found: unknown
  for await (const said of runInspector(place, run, signal)) if (said.kind === 'answer') found = said.answer
  const read = shape.safeParse(found)
  if (read.success) return read.data
  const what = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw notUnderstood(JSON.stringify(found) ?? 'nothing', what, blankEnd(run.target))
}
