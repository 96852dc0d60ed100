import type { Problem } from '../problem.ts'
import { count, type Say, word } from './say.ts'

/** Another file than the one looked at; written while what is there was being saved; or written before that, where the tables are known. */
export function changedSince(facts: Problem['facts']): Say {
  const next = 'Look again at what changes, then decide.'
  const name = word(facts, 'name', word(facts, 'path', 'The database'))
  if (facts['otherFile'] === true) {
    return { title: `The project’s database is another file now: ${name}.`, next }
  }
  if (facts['whileSaving'] === true) {
    return {
      title: `Another program wrote to ${name} meanwhile, so Savepoint left it as it is.`,
      next: 'Stop what writes to it (runserver, a worker, a shell), then look again at what changes.',
    }
  }
  const tables = word(facts, 'changed', '')
  const more = Math.max(0, count(facts, 'tables') - tables.split(', ').length)
  const where = tables === '' ? '' : ` in ${tables}${more > 0 ? ` and ${more} more` : ''}`
  return { title: `${name} changed${where} after you looked at what would be replaced.`, next }
}
