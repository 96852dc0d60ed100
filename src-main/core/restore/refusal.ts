import type { RestorePlan } from '../../contract/restore.ts'
import { problem, type ProblemError } from '../problem.ts'
import type { Planned } from './plan.ts'

const rememberedPlans = 20

/** The plans made lately in this process: only to say what changed, never to decide. */
export function createPlanMemory() {
  const plans = new Map<string, RestorePlan>()
  return {
    keep: (plan: RestorePlan) => {
      plans.delete(plan.approval)
      plans.set(plan.approval, plan)
      for (const oldest of [...plans.keys()].slice(0, -rememberedPlans)) plans.delete(oldest)
    },
    find: (approval: string) => plans.get(approval) ?? null,
  }
}

/** Says which tables changed since, where the plan of that approval is still known. */
export function changedSince(before: RestorePlan | null, now: Planned): ProblemError {
  const changed = before === null ? [] : changedTables(before, now.plan)
  return problem('changed-since-approved', {
    facts: {
      name: now.plan.target.name,
      path: now.plan.target.path,
      id: now.plan.savepoint.id,
      tables: changed.length,
      changed: changed.slice(0, 5).join(', '),
      otherFile: before !== null && before.target.path !== now.plan.target.path,
      bytesThen: before?.target.bytes ?? null,
      bytesNow: now.plan.target.bytes,
    },
    fixes: [{ kind: 'rehearse-again' }],
  })
}

function changedTables(before: RestorePlan, now: RestorePlan): readonly string[] {
  const then = new Map(before.changes?.tables.map((table) => [table.table, JSON.stringify(table)]))
  const names = new Set(
    now.changes?.tables
      .filter((table) => then.get(table.table) !== JSON.stringify(table))
      .map((table) => table.table),
  )
  const still = new Set(now.changes?.tables.map((table) => table.table))
  for (const name of then.keys()) if (!still.has(name)) names.add(name)
  return [...names].sort()
}
