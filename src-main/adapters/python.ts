import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from '../core/error-code.ts'
import type { Place, Python } from '../core/ports.ts'
import { filesOnPath } from './files-on-path.ts'
import { askPython } from './python-ask.ts'
import { condaFolder } from './python-conda.ts'
import { pipenvFolder } from './python-pipenv.ts'
import { poetryFolder } from './python-poetry.ts'
import { pythonsOfWindows } from './python-windows.ts'

/** The Pythons of this machine. Only `ask` runs one; everything else reads files. */
export function createPython(place: Pick<Place, 'home' | 'environment'>): Python {
  return {
    ask: (python, kind, signal) => askPython({ python, kind, environment: place.environment }, signal),
    onPath: () => onPath(place),
    keptElsewhere: (tool, projectRoot) => {
      switch (tool) {
        case 'poetry':
          return poetryFolder(place, projectRoot)
        case 'pipenv':
          return pipenvFolder(place, projectRoot)
        case 'conda':
          return condaFolder(place, projectRoot)
      }
    },
  }
}

/** In PATH's order; on Windows then what the installer and the `py` launcher know. `/bin` being a link to `/usr/bin` counts once. */
async function onPath(place: Pick<Place, 'home' | 'environment'>): Promise<readonly string[]> {
  const names = process.platform === 'win32' ? ['python', 'python3'] : ['python3', 'python']
  const found = await filesOnPath(names, place.environment)
  const more = process.platform === 'win32' ? await pythonsOfWindows(place.environment) : []
  const seen = new Set<string>()
  const distinct: string[] = []
  for (const python of [...found, ...more]) {
    const identity = await identityOf(python)
    if (identity === null || seen.has(identity)) continue
    seen.add(identity)
    // `python` beside `python3` is the same Python by another name, also where both are scripts (pyenv).
    if (!distinct.some((one) => dirname(one) === dirname(python))) distinct.push(python)
  }
  return distinct
}

/** The file behind a link, together with the environment around the link: a venv's python is a link to its base's. */
async function identityOf(python: string): Promise<string | null> {
  try {
    const file = await stat(python, { bigint: true })
    const folder = await stat(dirname(python), { bigint: true })
    return [file.dev, file.ino, folder.dev, folder.ino].join(':')
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return null
  }
}
