/** Sent with every answer of a host. `sockets` is the WebSocket origin that the page may talk to; null where it uses a port. */
export function pageHeaders(sockets: string | null): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(sockets),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
  }
}

function contentPolicy(sockets: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // Fluent writes its styles at run time.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets === null ? '' : ` ${sockets}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
