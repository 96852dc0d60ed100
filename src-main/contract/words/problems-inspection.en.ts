import type { ProblemCode } from '../problem.ts'
import { whyBrokenEn } from './why-broken.en.ts'
import { count, ended, type SayOf, word } from './say.ts'
import type { Problem } from '../problem.ts'

function where(facts: Problem['facts']): string {
  const file = word(facts, 'file', '')
  if (file === '') return ''
  const line = count(facts, 'line')
  return line > 0 ? ` in ${file}, line ${line}` : ` in ${file}`
}

function message(facts: Problem['facts']): string {
  const text = word(facts, 'message', '')
  return text === '' ? '' : `: ${text}`
}

/** Problems of finding a project, its Python, and running its code. */
export const inspectionProblemsEn = {
  'folder-not-found': (f) => ({
    title: `${word(f, 'path', 'That folder')} was not found.`,
    next: 'Check whether it was moved or its drive is connected.',
  }),
  'not-a-django-project': (f) => ({
    title: `No manage.py of Django in ${word(f, 'folder', 'that folder')} or two levels below it.`,
    next: 'Choose the folder that holds manage.py.',
  }),
  'settings-not-named': (f) => ({
    title: `${word(f, 'managePy', 'manage.py')} doesn’t name a settings module.`,
    next: 'Set DJANGO_SETTINGS_MODULE in manage.py, in .env or in the environment.',
  }),
  'project-unknown': () => ({
    title: 'This project is not open.',
    next: 'Open its folder.',
  }),
  'no-environment': (f) => ({
    title: 'No Python environment was found for this project.',
    next: `Make one (python -m venv .venv) and install the project’s requirements. Looked in: ${word(f, 'lookedIn', 'the project folder')}.`,
  }),
  'environment-unknown': () => ({
    title: 'That environment is not among the ones found.',
    next: 'Choose one from the list.',
  }),
  'environment-broken': (f) => ({
    title: `The environment ${word(f, 'folder', '')} doesn’t work: ${whyBrokenEn(f)}.`,
    next: 'Make it again, or choose another one.',
  }),
  'django-missing': (f) => ({
    title: `Django is not installed in ${word(f, 'folder', 'this environment')}.`,
    next: 'Install the project’s requirements there, or choose another environment.',
  }),
  'django-unsupported': (f) => ({
    title: `Django ${word(f, 'version', '')} is older than Savepoint can read.`,
    next: 'Django 3.2 or newer works.',
  }),
  'settings-failed': (f) => ({
    title: ended(
      `The settings ${word(f, 'module', '')} stopped with ${word(f, 'type', 'an error')}${where(f)}${message(f)}`,
    ),
    next: 'Put that right, then look again. Your savepoints are safe.',
  }),
  'project-code-failed': (f) => ({
    title: ended(`The project’s code stopped with ${word(f, 'type', 'an error')}${where(f)}${message(f)}`),
    next: 'Put that right, then look again. Your savepoints are safe.',
  }),
  'migrations-unreadable': (f) => ({
    title: ended(`Django can’t read the migrations${where(f)}${message(f)}`),
    next: 'Put that right, then look again. Your savepoints are safe.',
  }),
  'inspection-timed-out': (f) => ({
    title: `The project did not answer within ${count(f, 'seconds')} seconds (it stopped at: ${word(f, 'step', 'starting')}).`,
    next: 'Look for slow code in the settings, or allow more time.',
  }),
  'inspector-crashed': (f) => ({
    title:
      f['said'] === undefined
        ? `Python ended before it answered (${word(f, 'exitCode', 'exit code unknown')}).`
        : 'Python answered something that can’t be understood.',
    next: 'The lines below are the last it said.',
  }),
} satisfies Partial<Record<ProblemCode, SayOf>>
