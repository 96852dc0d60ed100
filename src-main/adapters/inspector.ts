import { DatabasesAnswer, RehearsalAnswer, type InspectionFact } from '../contract/picture.ts'
import type { InspectionTarget, PythonInspector } from '../core/ports.ts'
import { runInspector, type InspectorPlace, type InspectorRun } from './inspector-run.ts'

/**
 * Asks a project through its own Python. `entry` is the absolute path of assets/inspector; `bytecodeFolder` a folder
 * of ours for compiled modules (without it none are kept, and the first look at a project is slow every time).
 */
export function createPythonInspector(place: InspectorPlace): PythonInspector {
  return {
    inspect: (target, signal) => inspect(place, target, signal),
    databases: async (target, signal) =>
      DatabasesAnswer.parse(await answer(place, { mode: 'databases', target, more: [] }, signal)),
    rehearse: async (target, signal) => {
      const more = ['--alias', target.alias, '--file', target.databaseFile]
      return RehearsalAnswer.parse(await answer(place, { mode: 'rehearse', target, more }, signal))
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

async function answer(place: InspectorPlace, run: InspectorRun, signal: AbortSignal): Promise<unknown> {
  let found: unknown
  for await (const said of runInspector(place, run, signal)) if (said.kind === 'answer') found = said.answer
  return found
}
