import type { ProblemCode } from '../problem.ts'
import { ended, type SayOf, word } from './say.ts'

/** Problems of operations and of the program itself. */
export const programProblemsEn = {
  'operation-unknown': () => ({
    title: 'That work is not known any more.',
    next: 'Look at the list of savepoints for what it left.',
  }),
  'project-busy': (f) => ({
    title: `Savepoint is already working on this project${f['operation'] ? ` (${word(f, 'operation', '')})` : ''}.`,
    next: 'Wait until it has ended, then try again.',
  }),
  cancelled: () => ({ title: 'Cancelled.', next: 'Start again when you like.' }),
  'input-invalid': (f) => ({
    title: ended(`That request can’t be understood${f['why'] ? `: ${word(f, 'why', '')}` : ''}`),
    next: 'Check it and try again.',
  }),
  'demo-failed': (f) => ({
    title: ended(`The demo project could not be made${f['why'] ? `: ${word(f, 'why', '')}` : ''}`),
    next: 'It needs Python 3.10 or newer and, once, the package index. Your own projects open without either download.',
  }),
  'not-available-here': (f) => ({
    title: `${word(f, 'what', 'This')} is not available here.`,
    next: `Path: ${word(f, 'path', 'see the details')}.`,
  }),
  'settings-reset': (f) => ({
    title: 'Your settings could not be read, so they start afresh.',
    next: `The old file is kept as ${word(f, 'copy', 'a copy beside them')}.`,
  }),
  unexpected: () => ({
    title: 'Something happened that Savepoint did not expect.',
    next: 'The details below say what. Please report them.',
  }),
} satisfies Partial<Record<ProblemCode, SayOf>>
