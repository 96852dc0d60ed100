import type { Manifest, TableCount } from '../../contract/savepoint.ts'
import type { SqliteCheck } from '../ports.ts'
import { problem } from '../problem.ts'
import type { Judged } from './checklist.ts'

/** Is the file a healthy SQLite database? */
export function judgeIntegrity(check: SqliteCheck, id: string): Judged {
  const facts = { tables: check.facts.tables.length, pages: check.facts.pages }
  if (check.quickCheck === 'ok') return { at: 'passed', facts }
  return {
    at: 'failed',
    facts: { ...facts, says: check.quickCheck },
    problem: problem('savepoint-damaged', {
      facts: { id },
      fixes: [{ kind: 'choose-another-savepoint' }],
      evidence: [check.quickCheck],
    }).problem,
  }
}

/** Violations that were there when it was saved are old news; new ones mean that it is not what was saved. */
export function judgeForeignKeys(check: SqliteCheck, manifest: Manifest | null, id: string): Judged {
  const violations = check.foreignKeyViolations
  const noted = manifest?.checks?.foreignKeyViolations ?? null
  const facts = { violations, ...(noted === null ? {} : { noted }) }
  if (violations === 0) return { at: 'passed', facts }
  if (noted === null || violations <= noted) return { at: 'warned', facts }
  return {
    at: 'failed',
    facts,
    problem: problem('rehearsal-failed', {
      facts: { id, check: 'foreign-keys', violations, noted },
      fixes: [{ kind: 'choose-another-savepoint' }],
    }).problem,
  }
}

/** As many rows in every table as when it was saved? A file made by hand has nothing to compare with. */
export function judgeRows(tables: readonly TableCount[], manifest: Manifest | null, id: string): Judged {
  const facts = { tables: tables.length, rows: tables.reduce((sum, table) => sum + table.rows, 0) }
  if (manifest === null || manifest.checks === null) {
    return { at: 'passed', facts: { ...facts, comparedWith: 'nothing' } }
  }
  const differing = differences(tables, manifest.tables)
  if (differing.length === 0) return { at: 'passed', facts: { ...facts, comparedWith: 'savepoint' } }
  return {
    at: 'failed',
    facts: { ...facts, differing: differing.length, names: differing.slice(0, 5).join(', ') },
    problem: problem('rehearsal-failed', {
      facts: { id, check: 'rows', tables: differing.length, names: differing.slice(0, 5).join(', ') },
      fixes: [{ kind: 'choose-another-savepoint' }],
    }).problem,
  }
}

function differences(now: readonly TableCount[], noted: readonly TableCount[]): readonly string[] {
  const a = new Map(now.map((table) => [table.table, table.rows]))
  const b = new Map(noted.map((table) => [table.table, table.rows]))
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort()
}
