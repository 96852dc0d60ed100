const mark = '•••'

/** `postgresql://shop:hunter2@db` */
const inUrl = /([a-z][\w+.-]*:\/\/[^\s:/@'"]*:)[^\s@'"]+(?=@)/gi

/** `'PASSWORD': 'x'`, `password=x`, `SECRET_KEY = "x"`; not `SECRET_KEY = env(...)`, which is code that says where. */
const named =
  /((?:pass(?:word|wd|phrase)?|pwd|secret(?:_?key)?|token|api_?key|private_?key|credentials?)['"]?\s*(?:=>|[:=])\s*)('[^']+'|"[^"]+"|[^\s'",;()[\]{}]+(?![\w.]*[([]))/gi

/** A line as it can be shown: passwords, keys and credentials in URLs hidden, and every text of `hidden` too. */
export function withoutSecrets(line: string, hidden: readonly string[] = []): string {
  let shown = line.replace(inUrl, `$1${mark}`).replace(named, `$1${mark}`)
  for (const secret of hidden) shown = shown.replaceAll(secret, mark)
  return shown
}

/** Values of environment variables that are named like secrets: what a project's traceback may repeat. */
export function secretsOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment)
    .filter(([name]) => /pass(word|wd)|secret|token|api_?key|database_url|credential/i.test(name))
    .map(([, value]) => value ?? '')
    .filter((value) => value.length >= 6)
}
