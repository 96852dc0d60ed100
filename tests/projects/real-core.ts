import path from 'node:path'
import { createBundles } from '../../src-main/adapters/bundles/bundles.ts'
import { createClock } from '../../src-main/adapters/clock.ts'
import { createDemoMaker } from '../../src-main/adapters/demo.ts'
import { createFiles } from '../../src-main/adapters/files.ts'
import { createGit } from '../../src-main/adapters/git.ts'
import { createPythonInspector } from '../../src-main/adapters/inspector.ts'
import { createPlace } from '../../src-main/adapters/place.ts'
import { createPython } from '../../src-main/adapters/python.ts'
import { createSqliteTool } from '../../src-main/adapters/sqlite/sqlite-tool.ts'
import { createStore } from '../../src-main/adapters/store.ts'
import { createCore } from '../../src-main/core/core.ts'
import type { Ports } from '../../src-main/core/ports.ts'
import { createDemo } from '../../src-main/core/projects/demo.ts'
import type { OperationState } from '../../src-main/contract/operation.ts'

const repository = path.resolve(import.meta.dirname, '../..')
export const here = (...parts: readonly string[]) => path.join(repository, ...parts)

/** Everything real, with a data folder of the test's own. */
export function openAt(base: string, environment: NodeJS.ProcessEnv = process.env) {
  const place = createPlace({ ...environment, SAVEPOINT_DATA: base }, process.platform, base)
  const python = createPython(place)
  const ports: Ports = {
    platform: process.platform,
    place,
    clock: createClock(),
    files: createFiles(),
    git: createGit(place.environment),
    python,
    inspector: createPythonInspector({
      entry: here('assets', 'inspector'),
      bytecodeFolder: path.join(base, 'bytecode'),
    }),
    sqlite: createSqliteTool({ workerEntry: here('src-main', 'adapters', 'sqlite', 'worker.ts') }),
    store: createStore({ folder: base }),
    bundles: createBundles(),
    shell: { reveal: null, chooseFolder: null },
    demo: createDemoMaker({ assets: here('assets', 'demo'), python, environment: place.environment }),
  }
  const core = createCore(ports)
  return { core, demo: createDemo(ports, core), root: path.join(base, 'demo', 'inkwell') }
}

/** Waits for the demo's making to end, however it does. */
export async function made(at: ReturnType<typeof openAt>): Promise<OperationState> {
  return at.core.operations.finished(await at.demo.start())
}
