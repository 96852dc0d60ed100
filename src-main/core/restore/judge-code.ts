import type { RehearsalAnswer } from '../../contract/picture.ts'
import { problem } from '../problem.ts'
import type { Judged } from './checklist.ts'

type Model = RehearsalAnswer['models'][number]
const namesShown = 5

/** Pending ones are for `migrate` afterwards; applied ones without a file mean another branch: said, not forbidden. */
export function judgeMigrations(answer: RehearsalAnswer): Judged {
  const { pending, missing, applied } = sorted(answer)
  const conflicts = answer.migrations.conflicts
  const facts = {
    applied: applied.length,
    pending: pending.length,
    missing: missing.length,
    ...(pending.length > 0 ? { pendingNames: names(pending) } : {}),
    ...(missing.length > 0 ? { missingNames: names(missing) } : {}),
    ...(conflicts.length > 0 ? { conflicts: conflicts.map((conflict) => conflict.app).join(', ') } : {}),
  }
  return { at: missing.length > 0 || conflicts.length > 0 ? 'warned' : 'passed', facts }
}

/** Errors of `check` are about the code, which a restore doesn't change: they warn. */
export function judgeDjangoCheck(answer: RehearsalAnswer): Judged {
  const grave = answer.checks.filter((check) => check.level === 'error' || check.level === 'critical')
  const facts = { issues: answer.checks.length, errors: grave.length }
  if (grave.length === 0) return { at: 'passed', facts }
  return {
    at: 'warned',
    facts: { ...facts, first: `${grave[0]?.id ?? ''} ${grave[0]?.message ?? ''}`.trim() },
  }
}

/**
 * One row of every model read with today's code. A model that can't be read because its migrations are pending, or came from
 * another branch, warns: `migrate` or a switch of branch puts it right. Any other failure means that code and data don't fit.
 */
export function judgeModels(answer: RehearsalAnswer, id: string): Judged {
  const { pending, missing } = sorted(answer)
  const explained = new Set([...pending, ...missing].map((migration) => migration.app))
  const failed = answer.models.filter((model) => model.outcome === 'failed')
  const unexplained = failed.filter((model) => !isExplained(model, explained))
  const facts = {
    models: answer.models.length,
    read: answer.models.filter((model) => model.outcome === 'read').length,
    empty: answer.models.filter((model) => model.outcome === 'empty').length,
    failed: failed.length,
    ...(failed.length > 0 ? { names: modelNames(failed) } : {}),
    ...(failed.length > 0 && explained.size > 0 ? { waitingFor: names([...pending, ...missing]) } : {}),
  }
  if (failed.length === 0) return { at: 'passed', facts }
  if (unexplained.length === 0) return { at: 'warned', facts }
  return {
    at: 'failed',
    facts,
    problem: problem('rehearsal-failed', {
      facts: { id, check: 'models', models: unexplained.length, names: modelNames(unexplained) },
      fixes: [{ kind: 'choose-another-savepoint' }],
      evidence: unexplained.map((model) => `${model.app}.${model.model}: ${model.message ?? ''}`),
    }).problem,
  }
}

function sorted(answer: RehearsalAnswer) {
  const all = answer.migrations.migrations
  return {
    applied: all.filter((migration) => migration.applied),
    pending: all.filter((migration) => !migration.applied),
    missing: all.filter((migration) => migration.ghost),
  }
}

/** By its own app; or a table or column that isn't there yet while another app waits (a parent model, a moved one). */
function isExplained(model: Model, apps: ReadonlySet<string>): boolean {
  if (apps.has(model.app)) return true
  return apps.size > 0 && /no such (table|column)/i.test(model.message ?? '')
}

function names(migrations: readonly { readonly app: string; readonly name: string }[]): string {
  return migrations
    .slice(0, namesShown)
    .map((migration) => `${migration.app}.${migration.name}`)
    .join(', ')
}

function modelNames(models: readonly Model[]): string {
  return models
    .slice(0, namesShown)
    .map((model) => `${model.app}.${model.model}`)
    .join(', ')
}
