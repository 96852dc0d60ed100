import { posix, win32 } from 'node:path'

/** Path rules of the machine that the files are on, not of the one that this was tried on. */
export function pathsFor(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix
}
