import type { CheckId, CheckLine, RehearsalReport } from '../../contract/restore.ts'
import type { Clock } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'

/** What one check found. */
export type Judged = {
  readonly at: 'passed' | 'warned' | 'failed' | 'skipped'
  readonly facts: CheckLine['facts']
  readonly problem?: CheckLine['problem']
}

/** The complete list from the start, told again after every change. */
export type Checklist = {
  /** Shows it running, then what it found. What it throws is shown as failed and thrown on. */
  readonly run: <T extends Judged>(id: CheckId, work: () => Promise<T>) => Promise<T>
  /** Sets a line without running anything; `tookMs` stays null. */
  readonly set: (id: CheckId, judged: Judged) => void
  readonly lines: () => readonly CheckLine[]
  /** With an outcome: 'running' while a line waits or runs. */
  readonly report: () => RehearsalReport
}

export function createChecklist(
  of: { readonly savepointId: string; readonly ids: readonly CheckId[]; readonly clock: Clock },
  tell: (report: RehearsalReport) => void,
): Checklist {
  const at = of.clock.now().toISOString()
  let lines: readonly CheckLine[] = of.ids.map((id) => ({
    id,
    at: 'waiting',
    facts: {},
    tookMs: null,
    problem: null,
  }))
  tell(report())

  function change(id: CheckId, part: Partial<CheckLine>): void {
    lines = lines.map((line) => (line.id === id ? { ...line, ...part } : line))
    tell(report())
  }

  function report(): RehearsalReport {
    return { savepointId: of.savepointId, at, outcome: outcomeOf(lines), checks: [...lines] }
  }

  return {
    run: async (id, work) => {
      const began = of.clock.ticks()
      const took = () => Math.max(0, Math.round(of.clock.ticks() - began))
      change(id, { at: 'running' })
      try {
        const judged = await work()
        change(id, {
          at: judged.at,
          facts: judged.facts,
          problem: judged.problem ?? null,
          tookMs: took(),
        })
        return judged
      } catch (error) {
        change(id, { at: 'failed', problem: problemOf(error), tookMs: took() })
        throw error
      }
    },
    set: (id, judged) => change(id, { at: judged.at, facts: judged.facts, problem: judged.problem ?? null }),
    lines: () => lines,
    report,
  }
}

/** Failed when any line is; else running while any is left; else warned when any is. Skipped ones count for nothing. */
export function outcomeOf(lines: readonly Pick<CheckLine, 'at'>[]): RehearsalReport['outcome'] {
  const has = (at: CheckLine['at']) => lines.some((line) => line.at === at)
  if (has('waiting') || has('running')) return 'running'
  if (has('failed')) return 'failed'
  return has('warned') ? 'warned' : 'passed'
}

function problemOf(error: unknown): CheckLine['problem'] {
  if (error instanceof ProblemError) return error.problem
  return problem('unexpected', { evidence: [String(error)], cause: error }).problem
}
