/** Where the window's page lives: a scheme of our own, no file:// and no server. */
export const bundleScheme = 'app'
export const bundleHost = 'bundle'
export const bundleStart = `${bundleScheme}://${bundleHost}/`

/** Is this our page? By scheme and host: `new URL('app://bundle/').origin` is the string 'null' outside of Chromium. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${bundleScheme}:` && url.host === bundleHost && url.username === ''
}

/** The path as it was asked for, since URL resolves `..` before anyone has looked; null when it isn't ours. */
export function bundlePath(address: string): string | null {
  if (!isOurs(address) || !address.startsWith(bundleStart)) return null
  return /^[^?#]*/.exec(address.slice(bundleStart.length - 1))?.[0] ?? null
}
