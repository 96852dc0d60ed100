/** Hides what looks like a credential: in URLs, and after names such as PASSWORD, SECRET_KEY or token. */
export function redact(text: string): string {
  return text
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]*@/gi, '$1:•••@')
    .replaceAll(
      /([\w-]*(?:password|passwd|secret|token|api_?key|credential)[\w-]*["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;)}\]]+)/gi,
      '$1•••',
    )
}
