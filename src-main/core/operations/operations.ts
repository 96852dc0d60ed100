import type { OperationKind, OperationResult, OperationState, Progress } from '../../contract/operation.ts'
import type { RehearsalReport } from '../../contract/restore.ts'
import { fileProblem } from '../diagnosis/files.ts'
import type { Ports } from '../ports.ts'
import { problem, ProblemError } from '../problem.ts'
import { createLiveStates, type LiveState } from './live-state.ts'
import { createProjectLocks } from './project-lock.ts'

/** What running work may tell. */
export type OperationFact =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'report'; readonly report: RehearsalReport }
  | { readonly kind: 'cancellable'; readonly cancellable: boolean }

/**
 * `tell` with `cancellable: false` is the point of no return: it throws 'cancelled' when the person asked to stop before it,
 * and once it has come back, no cancel reaches the work any more.
 */
export type OperationTask = { readonly signal: AbortSignal; readonly tell: (fact: OperationFact) => void }

export type OperationSpec = {
  readonly kind: OperationKind
  readonly projectId: string | null
  readonly subject: string | null
  /** 'changes': one at a time per project, across processes (lock file in the backups folder); 'reads': any number. */
  readonly access: 'reads' | 'changes'
  readonly backupsFolder: string | null
  /** Resolves with the result or throws ProblemError; anything else thrown becomes 'unexpected' with its evidence. */
  readonly run: (task: OperationTask) => Promise<OperationResult>
}

export type Operations = {
  /** Begins at once and returns its id. Problem: project-busy (naming the operation that is under way). */
  readonly start: (spec: OperationSpec) => Promise<string>
  /** Newest first; null: those of every project. The last 50 that ended are kept. */
  readonly list: (projectId: string | null) => readonly OperationState[]
  /** The state now, then newer ones (latest wins), ending after the final one. Problem: operation-unknown. */
  readonly watch: (operationId: string, signal?: AbortSignal) => AsyncGenerator<OperationState>
  readonly finished: (operationId: string) => Promise<OperationState>
  /** Asks it to stop; does nothing when it has ended or can't be cancelled now. Problem: operation-unknown. */
  readonly cancel: (operationId: string) => void
  /**
   * A short change of files in the backups folder (label, pin, delete): one at a time in this process, also beside a running
   * operation of this process, but never while another process changes this project. Problem: project-busy.
   */
  readonly briefly: <T>(backupsFolder: string, work: () => Promise<T>) => Promise<T>
}

const endedKept = 50

export function createOperations(ports: Ports): Operations {
  const states = createLiveStates(endedKept)
  const locks = createProjectLocks(ports)
  const changing = new Map<string, { readonly kind: OperationKind; readonly id: string }>()

  return {
    start: async (spec) => {
      const id = crypto.randomUUID()
      const release = spec.access === 'changes' ? await claim(spec, id) : async () => undefined
      const live = states.begin(stateOf(spec, id, ports.clock.now()))
      void work(spec, live, release)
      return id
    },
    list: (projectId) => states.all().filter((state) => projectId === null || state.projectId === projectId),
    watch: (operationId, signal) => known(operationId).watch(signal),
    finished: async (operationId) => known(operationId).finished,
    cancel: (operationId) => {
      const live = known(operationId)
      if (live.now().at === 'running' && live.now().cancellable) live.controller.abort()
    },
    briefly: locks.briefly,
  }

  function known(operationId: string): LiveState {
    const live = states.find(operationId)
    if (live === null) throw problem('operation-unknown', { facts: { operation: operationId } })
    return live
  }

  /** The seat in this process is taken before the first await, so that two starts in one turn can't both get it. */
  async function claim(spec: OperationSpec, id: string): Promise<() => Promise<void>> {
    const seat = spec.projectId ?? spec.backupsFolder ?? ''
    const other = changing.get(seat)
    if (other !== undefined) {
      throw problem('project-busy', { facts: { operation: other.kind, operationId: other.id } })
    }
    changing.set(seat, { kind: spec.kind, id })
    try {
      const unlock = spec.backupsFolder === null ? null : await locks.take(spec.backupsFolder)
      return async () => {
        changing.delete(seat)
        await unlock?.()
      }
    } catch (error) {
      changing.delete(seat)
      throw fileProblem(error, spec.backupsFolder ?? '')
    }
  }

  async function work(spec: OperationSpec, live: LiveState, release: () => Promise<void>): Promise<void> {
    let end: Partial<OperationState>
    try {
      const result = await spec.run({ signal: live.controller.signal, tell: (fact) => tell(live, fact) })
      end = { at: 'done', result }
    } catch (error) {
      end = endOf(error, live.controller.signal)
    }
    try {
      await release()
    } catch (error) {
      // The work itself has ended as said; the lock goes with this process at the latest.
      const said = unexpected(error).problem
      end = end.problem ? { ...end, problem: withEvidence(end.problem, said.evidence) } : end
    }
    live.end({ ...end, endedAt: ports.clock.now().toISOString(), cancellable: false })
  }
}

function stateOf(spec: OperationSpec, id: string, now: Date): OperationState {
  return {
    id,
    kind: spec.kind,
    projectId: spec.projectId,
    subject: spec.subject,
    startedAt: now.toISOString(),
    endedAt: null,
    at: 'running',
    cancellable: true,
    progress: null,
    report: null,
    result: null,
    problem: null,
  }
}

function tell(live: LiveState, fact: OperationFact): void {
  switch (fact.kind) {
    case 'progress':
      return live.change({ progress: fact.progress })
    case 'report':
      return live.change({ report: fact.report })
    case 'cancellable':
      if (!fact.cancellable && live.controller.signal.aborted) throw problem('cancelled')
      return live.change({ cancellable: fact.cancellable })
  }
}

/** A real problem that came up while stopping is said; only the stopping itself is 'cancelled'. */
function endOf(error: unknown, signal: AbortSignal): Partial<OperationState> {
  const known = error instanceof ProblemError ? error.problem : null
  if (known !== null && known.code !== 'cancelled') return { at: 'failed', problem: known }
  if (known !== null) return { at: 'cancelled', problem: known }
  if (signal.aborted && isAbort(error, signal))
    return { at: 'cancelled', problem: problem('cancelled').problem }
  return { at: 'failed', problem: unexpected(error).problem }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError')
}

function unexpected(error: unknown): ProblemError {
  const said = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)
  return problem('unexpected', { evidence: said.split('\n'), cause: error })
}

function withEvidence(
  of: NonNullable<OperationState['problem']>,
  more: readonly string[],
): NonNullable<OperationState['problem']> {
  return { ...of, evidence: [...of.evidence, ...more].slice(-40) }
}
