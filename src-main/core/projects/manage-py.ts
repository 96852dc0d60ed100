/** Does this text belong to Django? Other programs call a file manage.py too. */
export function isDjangoManagePy(text: string): boolean {
  return /django|execute_from_command_line|DJANGO_SETTINGS_MODULE/iu.test(text)
}

/**
 * The settings module that a manage.py names, without running it: `setdefault`, an assignment, a default inside another
 * call, a variable with a plain text. Null when none is named or it can't be told.
 */
export function settingsModuleIn(text: string): string | null {
  const code = withoutComments(text)
  const calls = /(?:setdefault|putenv)\s*\(\s*(?<quote>['"])DJANGO_SETTINGS_MODULE\k<quote>\s*,/gu
  const assignments = /\[\s*(?<quote>['"])DJANGO_SETTINGS_MODULE\k<quote>\s*\]\s*=(?!=)/gu
  for (const pattern of [calls, assignments]) {
    for (const match of code.matchAll(pattern)) {
      const module = moduleIn(expressionAt(code.slice(match.index + match[0].length)), code)
      if (module !== null) return module
    }
  }
  return null
}

/** Up to the bracket that closes what was open before it, or the end of the line outside brackets. */
function expressionAt(code: string): string {
  let depth = 0
  let quote = ''
  let at = 0
  const inCall = /^\s*\n/u.test(code)
  for (const letter of code) {
    if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === "'" || letter === '"') quote = letter
    else if ('([{'.includes(letter)) depth += 1
    else if (')]}'.includes(letter)) depth -= 1
    if (depth < 0 || (letter === '\n' && depth === 0 && quote === '' && !inCall)) break
    at += letter.length
  }
  return code.slice(0, at)
}

/** The last text that looks like a module is the default of a nested call, such as `env.get("X", "site.settings")`. */
function moduleIn(value: string, code: string): string | null {
  const texts = [...value.matchAll(/(?<![fF])(['"])(?<text>[^'"\n]*)\1/gu)]
    .map((match) => match.groups?.['text'] ?? '')
    .filter((text) => isModule(text) && text !== text.toUpperCase())
  const last = texts.at(-1)
  if (last !== undefined) return last
  const name = /^\s*\(?\s*(?<name>[A-Za-z_]\w*)\s*\)?/u.exec(value)?.groups?.['name']
  if (name === undefined) return null
  const assigned = new RegExp(
    String.raw`^[ \t]*${name}\s*(?::\s*str\s*)?=\s*\(?\s*(['"])(?<text>[^'"\n]+)\1`,
    'mu',
  ).exec(code)
  const text = assigned?.groups?.['text']
  return text !== undefined && isModule(text) ? text : null
}

export function isModule(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(text)
}

/** Good enough here: a `#` inside the texts that are looked for would make them no module names. */
function withoutComments(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/^[ \t]*#.*$/gmu, '')
    .replaceAll(/[ \t]#[^'"\n]*$/gmu, '')
}
