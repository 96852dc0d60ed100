import type { OperationResult, OperationState } from '../../contract/operation.ts'
import type { Project } from '../../contract/project.ts'
import type { Recovery } from '../../contract/restore.ts'
import { problem, ProblemError } from '../../core/problem.ts'
import type { AppClient } from '../router/in-process.ts'
import type { Options } from './arguments.ts'
import type { Terminal } from './terminal.ts'
import { progressLine } from '../words/format.ts'

/** What every command works with. */
export type Session = {
  readonly client: AppClient
  readonly terminal: Terminal
  readonly project: Project
  readonly operands: readonly string[]
  readonly options: Options
  /** Aborted by the first Ctrl+C. */
  readonly signal: AbortSignal
  /** What was put right after a crash: said by the first command that comes along. */
  readonly recoveries: readonly Recovery[]
}

/** What a command has to say: for people and for programs. */
export type Answer = { readonly json: Readonly<Record<string, unknown>>; readonly text: string }

/** Problem: input-invalid, with every manage.py in its evidence, when there are several. */
export async function openProject(client: AppClient, path: string): Promise<Project> {
  const answer = await client.projects.open({ path })
  if (answer.kind === 'opened') return answer.project
  const found = answer.candidates.map(({ managePy }) => managePy)
  throw problem('input-invalid', {
    facts: {
      what: 'PATH',
      why: `there are ${found.length} projects under ${path}; name one manage.py`,
      projects: found.length,
    },
    evidence: found,
  })
}

/** Follows work to its end. Ctrl+C asks it to stop and waits until it has. Problems: its own, or cancelled. */
export async function finish(
  session: Pick<Session, 'client' | 'terminal' | 'signal'>,
  started: Promise<{ readonly operationId: string }>,
): Promise<OperationResult> {
  const { client, terminal, signal } = session
  const { operationId } = await started
  const stop = () => {
    terminal.note('Stopping …')
    client.operations.cancel({ operationId }).catch((error: unknown) => {
      terminal.note(`It could not be asked to stop: ${String(error)}`)
    })
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  try {
    return resultOf(await lastState(session, operationId))
  } finally {
    signal.removeEventListener('abort', stop)
    terminal.progress(null)
  }
}

/** Ends with a problem when Ctrl+C came before the command changed anything. */
export function stopHere(signal: AbortSignal): void {
  if (signal.aborted) throw problem('cancelled')
}

async function lastState(
  { client, terminal }: Pick<Session, 'client' | 'terminal'>,
  operationId: string,
): Promise<OperationState | null> {
  let last: OperationState | null = null
  for await (const state of await client.operations.watch({ operationId })) {
    last = state
    if (state.progress !== null) terminal.progress(progressLine(state.progress))
  }
  return last
}

function resultOf(state: OperationState | null): OperationResult {
  if (state?.at === 'done' && state.result !== null) return state.result
  if (state?.at === 'cancelled') throw new ProblemError(state.problem ?? problem('cancelled').problem)
  if (state !== null && state.problem !== null) throw new ProblemError(state.problem)
  throw problem('unexpected', {
    evidence: [`the work ended as “${state?.at ?? 'nothing'}” without a result`],
  })
}
