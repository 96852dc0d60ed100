import { posix, win32 } from 'node:path'

type Start = {
  /** Without the program itself and, unpackaged, without the folder that Electron was given. */
  readonly args: readonly string[]
  readonly cwd: string
  readonly platform: NodeJS.Platform
}

/**
 * The project or bundle that a start asks for, absolute: `--open=PATH`, `--open PATH` (the folder menu of Explorer), or the
 * first plain word (a double-clicked file). Chromium's own switches are passed over. Null when nothing is asked for.
 */
export function requestedPath({ args, cwd, platform }: Start): string | null {
  const path = platform === 'win32' ? win32 : posix
  const wanted = named(args) ?? args.find((word) => word !== '' && !word.startsWith('-')) ?? null
  if (wanted === null || wanted === '') return null
  // Explorer's "%V" of a drive is `C:\"`: its last backslash has escaped the quote.
  const clean = platform === 'win32' ? wanted.replaceAll('"', '') : wanted
  return clean === '' ? null : path.resolve(cwd, clean)
}

/** Chromium reorders a second start's words, but keeps `--switch=value` whole. */
export function startArguments(argv: readonly string[], packaged: boolean): readonly string[] {
  return argv.slice(packaged ? 1 : 2)
}

function named(args: readonly string[]): string | null {
  for (const [at, word] of args.entries()) {
    if (word.startsWith('--open=')) return word.slice('--open='.length)
    if (word === '--open') return args[at + 1] ?? null
  }
  return null
}
