import { spawn } from 'node:child_process'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** A program and its arguments; no shell reads them. `verbatim`: Windows gets the line as it is written here. */
export type SystemCommand = {
  readonly program: string
  readonly args: readonly string[]
  readonly verbatim?: boolean
}

/** Shows a file in the system's file manager; null where there is no desktop. */
export function revealCommand(
  file: string,
  platform: NodeJS.Platform,
  environment: Environment,
): SystemCommand | null {
  // Explorer parses its own line: the quotes belong inside the switch, and no Windows path can contain one.
  if (platform === 'win32') return { program: 'explorer.exe', args: [`/select,"${file}"`], verbatim: true }
  if (platform === 'darwin') return { program: 'open', args: ['-R', file] }
  return hasDisplay(environment) ? { program: 'xdg-open', args: [path.posix.dirname(file)] } : null
}

/** Opens an address in the default browser; null where there is no desktop, and on CI machines. */
export function browseCommand(
  address: string,
  platform: NodeJS.Platform,
  environment: Environment,
): SystemCommand | null {
  if (environment['CI']) return null
  // Explorer itself loses everything after a question mark.
  if (platform === 'win32') return { program: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', address] }
  if (platform === 'darwin') return { program: 'open', args: [address] }
  return hasDisplay(environment) ? { program: 'xdg-open', args: [address] } : null
}

/** Starts it and leaves it be; rejects when the program isn't there. Explorer's exit code says nothing, so none is asked for. */
export function launch({ program, args, verbatim }: SystemCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      detached: true,
      stdio: 'ignore',
      shell: false,
      windowsVerbatimArguments: verbatim === true,
    })
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}

function hasDisplay(environment: Environment): boolean {
  return Boolean(environment['DISPLAY']) || Boolean(environment['WAYLAND_DISPLAY'])
}
