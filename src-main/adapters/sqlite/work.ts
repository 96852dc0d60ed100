import type { Progress } from '../../contract/operation.ts'
import type { SqliteFailure } from '../../core/diagnosis/sqlite.ts'

/** What a verb inside a SQLite process can do besides its work. */
export type Work = {
  /** Names the stage, for what is said when it fails. */
  readonly at: (stage: string) => void
  readonly progress: (step: Progress['step'], amount?: Progress['amount'], subject?: string | null) => void
  /** Waits for the core; rejects when the core wants the work taken back. */
  readonly pause: (value: unknown) => Promise<void>
  readonly sleep: (ms: number) => Promise<void>
}

/** Tries again, with jitter, as long as somebody else holds a lock; after `deadline` (ms of performance.now) the last refusal is thrown. */
export async function whenUnlocked<T>(
  deadline: number,
  work: Work,
  attempt: () => T | Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error
      if (tries % 20 === 0) work.progress('waiting-for-lock')
      // Short and uneven: a writer that commits all the time leaves only small gaps.
      await work.sleep(1 + Math.random() * 14)
    }
  }
}

export function isBusy(error: unknown): boolean {
  const primary = (numberOf(error, 'errcode') ?? 0) & 0xff
  return primary === 5 || primary === 6
}

export function failureOf(error: unknown, stage: string): SqliteFailure {
  return {
    errcode: numberOf(error, 'errcode'),
    errno: textOf(error, 'code')?.startsWith('ERR_') === true ? null : textOf(error, 'code'),
    message: error instanceof Error ? error.message : String(error),
    stage,
  }
}

function numberOf(error: unknown, key: string): number | null {
  const value: unknown = error instanceof Error ? Reflect.get(error, key) : undefined
  return typeof value === 'number' ? value : null
}

function textOf(error: unknown, key: string): string | null {
  const value: unknown = error instanceof Error ? Reflect.get(error, key) : undefined
  return typeof value === 'string' ? value : null
}
