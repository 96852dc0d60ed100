import type { OperationResult, Progress } from '../../src-main/contract/operation.ts'
import type { CheckLine, RehearsalReport } from '../../src-main/contract/restore.ts'
import type { Scene } from './fake-client.ts'
import type { Change } from './fake-operations.ts'
import { storyNow } from './inkwell-picture.ts'
import { checkCount, checksAt } from './inkwell-savepoints.ts'

/** What each kind of work says while it goes on. */
export function fakeScripts(scene: Scene) {
  function* copying(step: Progress['step']): Generator<Change, void> {
    const total = 51_485_081
    for (const part of [0.1, 0.3, 0.46, 0.7, 0.9, 1]) {
      yield {
        progress: {
          step,
          amount: { done: Math.round(total * part), total, unit: 'bytes' },
          subject: 'db.sqlite3',
        },
      }
    }
  }

  function* demo(): Generator<Change, OperationResult> {
    for (const step of ['creating-environment', 'installing-django', 'migrating', 'filling'] as const) {
      yield { progress: { step, amount: null, subject: null } }
      yield { progress: { step, amount: null, subject: null } }
    }
    return { kind: 'demo-made', root: 'C:\\Users\\Mara\\AppData\\Local\\Savepoint\\demo' }
  }

  function* rehearse(id: string): Generator<Change, OperationResult> {
    for (let done = 0; done < checkCount; done += 1) {
      yield { report: { savepointId: id, at: storyNow, outcome: 'running', checks: checksAt(done) } }
    }
    return { kind: 'rehearsed', report: ended(id, scene.rehearsal ?? 'passes') }
  }

  function* restore(id: string): Generator<Change, OperationResult> {
    yield* copying('saving-safety')
    yield { cancellable: false, progress: { step: 'replacing', amount: null, subject: 'db.sqlite3' } }
    yield { progress: { step: 'checking-restored', amount: null, subject: null } }
    yield { progress: { step: 'checking-restored', amount: null, subject: null } }
    const checks = checksAt(checkCount).filter((line) => line.id !== 'staging' && line.id !== 'cleanup')
    return {
      kind: 'restored',
      restored: {
        database: 'default',
        target: 'C:\\Users\\Mara\\code\\inkwell\\db.sqlite3',
        restored: id,
        safety: 'db_20261121_104512',
        at: storyNow,
        tookMs: 6800,
        checks,
      },
    }
  }

  return { copying, demo, rehearse, restore }
}

function ended(id: string, outcome: 'passes' | 'warns' | 'fails'): RehearsalReport {
  const checks = checksAt(checkCount)
  if (outcome === 'passes') return { savepointId: id, at: storyNow, outcome: 'passed', checks }
  const failed = outcome === 'fails'
  const at = checks.findIndex((line) => line.id === 'migrations')
  const changed = checks.map((line, index): CheckLine => {
    if (index === at) return atMigrations(line, id, failed)
    return failed && index > at && line.id !== 'cleanup' ? skipped(line) : line
  })
  return { savepointId: id, at: storyNow, outcome: failed ? 'failed' : 'warned', checks: changed }
}

function skipped(line: CheckLine): CheckLine {
  return { ...line, at: 'skipped', tookMs: null }
}

function atMigrations(line: CheckLine, id: string, failed: boolean): CheckLine {
  const evidence = ['NodeNotFoundError: Migration blog.0010 dependencies reference nonexistent parent']
  return {
    ...line,
    at: failed ? 'failed' : 'warned',
    problem: {
      code: failed ? 'migrations-unreadable' : 'rehearsal-failed',
      facts: { id },
      safe: 'nothing-was-changed',
      fixes: [],
      evidence: failed ? evidence : [],
    },
  }
}
