import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import type { Words } from '../../words/words.ts'

/** What a savepoint is called: its label, else why it was made, else what made it. */
export function titleOfSavepoint(savepoint: Savepoint, words: Words): string {
  if (savepoint.label !== null && savepoint.label !== '') return savepoint.label
  const said = words.savepoints
  if (savepoint.reason !== null) {
    const { kind, of } = savepoint.reason
    if (kind === 'restore' || kind === 'undo' || kind === 'migrate') return said.before[kind](of)
    return said.before.other(kind)
  }
  if (savepoint.verification === 'unverified' && savepoint.rows === null) return said.byHand
  return savepoint.kind === 'you' ? said.unlabelled : said.kind[savepoint.kind]
}
