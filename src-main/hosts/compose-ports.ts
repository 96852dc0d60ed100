import os from 'node:os'
import path from 'node:path'
import { createBundles } from '../adapters/bundles/bundles.ts'
import { createClock } from '../adapters/clock.ts'
import { createDemoMaker } from '../adapters/demo.ts'
import { createFiles } from '../adapters/files.ts'
import { createGit } from '../adapters/git.ts'
import { createPythonInspector } from '../adapters/inspector.ts'
import { createPlace } from '../adapters/place.ts'
import { createPython } from '../adapters/python.ts'
import { createSqliteTool } from '../adapters/sqlite/sqlite-tool.ts'
import { createStore } from '../adapters/store.ts'
import type { Ports, Shell } from '../core/ports.ts'
import type { Located } from './locate.ts'
import { launch, revealCommand } from './system-shell.ts'

type Wanted = { readonly located: Located; readonly chooseFolder: Shell['chooseFolder'] }

/** The ports, all of them real. Only the shell differs between hosts. */
export function createPorts({ located, chooseFolder }: Wanted): Ports {
  const { platform } = process
  const place = createPlace(process.env, platform, os.homedir())
  const python = createPython(place)
  return {
    platform,
    place,
    clock: createClock(),
    files: createFiles(),
    git: createGit(place.environment),
    python,
    inspector: createPythonInspector({
      entry: path.join(located.assets, 'inspector'),
      bytecodeFolder: path.join(place.dataFolder, 'inspector-bytecode'),
    }),
    sqlite: createSqliteTool({ workerEntry: located.sqliteWorker }),
    store: createStore({ folder: place.dataFolder }),
    bundles: createBundles(),
    shell: { reveal: revealOn(platform), chooseFolder },
    demo: createDemoMaker({
      assets: path.join(located.assets, 'demo'),
      python,
      environment: place.environment,
    }),
  }
}

function revealOn(platform: NodeJS.Platform): Shell['reveal'] {
  const command = (file: string) => revealCommand(file, platform, process.env)
  // Whether there is a desktop doesn't depend on the file.
  if (command(os.homedir()) === null) return null
  return async (file) => {
    const wanted = command(file)
    if (wanted !== null) await launch(wanted)
  }
}
