import type { DatabaseSync } from 'node:sqlite'
import { beginReading } from './begin-reading.ts'
import { factsOf, isUnknownHere, userTables } from './facts.ts'
import type { Examined, RequestOf } from './messages.ts'
import { openToRead } from './open-database.ts'
import { literal, numberAt } from './rows.ts'
import { whenUnlocked, type Work } from './work.ts'

/** Rows that break a constraint are the user's data, not damage: SQLite lists them beside real damage. */
const notDamage =
  /^(?:NULL value in|CHECK constraint failed in|NUMERIC value in|TEXT value in|non-\w+ value in) /

/** All in one read transaction. */
export async function examine(request: RequestOf<'examine'>, work: Work): Promise<Examined> {
  const deadline = performance.now() + request.lockMs
  work.at('opening')
  const database = openToRead(request.path, request.reading)
  try {
    await whenUnlocked(deadline, work, () => beginReading(database))
    work.at('checking')
    if (request.quickCheck) work.progress('checking')
    const quickCheck = request.quickCheck ? quickCheckOf(database) : 'not-checked'
    const foreignKeyViolations = request.foreignKeys ? violationsOf(database) : 0
    work.at('counting')
    const facts = factsOf(database, (done, total, name) =>
      work.progress('counting', { done, total, unit: 'tables' }, name),
    )
    return {
      quickCheck,
      foreignKeyViolations,
      facts: { ...facts, tables: [...facts.tables], migrations: [...facts.migrations] },
    }
  } finally {
    database.close()
  }
}

export function countForeignKeyViolations(request: RequestOf<'foreign-keys'>): number {
  const database = openToRead(request.path, 'savepoint')
  try {
    return violationsOf(database)
  } finally {
    database.close()
  }
}

/** 'ok', or the first line about damage. Tables that need a collation or function of the project's code are left out. */
function quickCheckOf(database: DatabaseSync): string {
  // Checks of CHECK constraints may call functions that only the project's code defines.
  database.exec('PRAGMA ignore_check_constraints=ON')
  const all = linesOf(database, 'PRAGMA quick_check(100)')
  if (all !== null) return damageIn(all)
  for (const { name } of userTables(database)) {
    const damage = damageIn(linesOf(database, `PRAGMA quick_check(${literal(name)})`) ?? [])
    if (damage !== 'ok') return damage
  }
  return 'ok'
}

function linesOf(database: DatabaseSync, sql: string): readonly string[] | null {
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => String(Object.values(row)[0]))
  } catch (error) {
    if (isUnknownHere(error)) return null
    throw error
  }
}

function damageIn(lines: readonly string[]): string {
  return lines.find((line) => line !== 'ok' && !notDamage.test(line)) ?? 'ok'
}

function violationsOf(database: DatabaseSync): number {
  const whole = violations(database, 'SELECT count(*) FROM pragma_foreign_key_check')
  if (whole !== null) return whole
  return userTables(database)
    .map(
      ({ name }) =>
        violations(database, `SELECT count(*) FROM pragma_foreign_key_check(${literal(name)})`) ?? 0,
    )
    .reduce((sum, count) => sum + count, 0)
}

/** Null where the keys themselves are wrongly declared ("foreign key mismatch"). */
function violations(database: DatabaseSync, sql: string): number | null {
  try {
    return numberAt(database, sql)
  } catch (error) {
    if (isUnknownHere(error)) return null
    throw error
  }
}
