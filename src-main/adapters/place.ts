import { posix, win32 } from 'node:path'
import packageFacts from '../../package.json' with { type: 'json' }
import type { Place } from '../core/ports.ts'

type Environment = Place['environment']

/** Where Savepoint keeps its own things. Reads nothing but its arguments; `SAVEPOINT_DATA` (absolute) moves the data folder. */
export function createPlace(environment: Environment, platform: NodeJS.Platform, home: string): Place {
  const path = platform === 'win32' ? win32 : posix
  return {
    version: packageFacts.version,
    dataFolder: dataFolder(environment, platform, home),
    home,
    downloads: path.join(home, 'Downloads'),
    environment,
  }
}

function dataFolder(environment: Environment, platform: NodeJS.Platform, home: string): string {
  const path = platform === 'win32' ? win32 : posix
  // The XDG rules say that a relative path there is to be ignored; the same goes for the others.
  const absolute = (value: string | undefined) =>
    value !== undefined && path.isAbsolute(value) ? value : undefined
  const own = absolute(environment['SAVEPOINT_DATA'])
  if (own !== undefined) return path.normalize(own)
  if (platform === 'win32') {
    return path.join(absolute(environment['APPDATA']) ?? path.join(home, 'AppData', 'Roaming'), 'Savepoint')
  }
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Savepoint')
  return path.join(absolute(environment['XDG_DATA_HOME']) ?? path.join(home, '.local', 'share'), 'savepoint')
}
