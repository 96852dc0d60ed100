import { problem, type ProblemError } from '../problem.ts'

export function folderNotFound(path: string): ProblemError {
  return problem('folder-not-found', {
    facts: { path },
    fixes: [{ kind: 'choose-folder' }, { kind: 'retry' }],
  })
}

/** Says what was looked for and where. */
export function notADjangoProject(folder: string, lookedIn: readonly string[]): ProblemError {
  return problem('not-a-django-project', {
    facts: {
      folder,
      lookedFor: 'manage.py',
      foldersLookedIn: lookedIn.length,
      lookedIn: lookedIn.slice(0, 12).join(', ') + (lookedIn.length > 12 ? ', …' : ''),
    },
    fixes: [{ kind: 'choose-folder' }],
    evidence: lookedIn.map((one) => `No manage.py of Django in ${one}`),
  })
}

export function settingsNotNamed(managePy: string): ProblemError {
  return problem('settings-not-named', {
    facts: { managePy },
    fixes: [{ kind: 'open-file', path: managePy, line: null }, { kind: 'retry' }],
  })
}
