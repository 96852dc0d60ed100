import type { OperationState } from '../../src-main/contract/operation.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { RehearsalReport, Restored, RestorePlan, Undoable } from '../../src-main/contract/restore.ts'
import { next } from '../../src-main/contract/restore-wizard-next.ts'
import {
  firstStep,
  type RestoreWizard,
  type RestoreWizardEvent,
} from '../../src-main/contract/restore-wizard.ts'

export const savepoint = (id: string): RestorePlan['savepoint'] => ({
  id,
  takenAt: '2026-11-21T10:15:00.000Z',
  kind: 'you',
  label: null,
  pinned: false,
  reason: null,
  database: 'default',
  file: `${id}.sqlite3`,
  bytes: 4096,
  rows: 3,
  verification: 'verified',
  verified: true,
  migrations: 1,
  branch: 'main',
})

export const full: Problem = {
  code: 'disk-full',
  facts: {},
  safe: 'nothing-was-changed',
  fixes: [{ kind: 'retry' }],
  evidence: [],
}
export const changed: Problem = { ...full, code: 'changed-since-approved' }

export const plan = (id: string, approval: string, blockers: readonly Problem[] = []): RestorePlan => ({
  approval,
  projectId: 'shop',
  database: 'default',
  savepoint: savepoint(id),
  target: { path: '/shop/db.sqlite3', name: 'db.sqlite3', exists: true, bytes: 4096, whole: true },
  changes: null,
  safetyName: 'db_20261121_104512.sqlite3',
  bytesNeeded: 10,
  blockers: [...blockers],
})

export const report = (savepointId: string, outcome: RehearsalReport['outcome']): RehearsalReport => ({
  savepointId,
  at: '2026-11-21T10:44:00.000Z',
  outcome,
  checks: [],
})
export const restored: Restored = {
  database: 'default',
  target: '/shop/db.sqlite3',
  restored: 'a',
  safety: 's',
  at: '2026-11-21T10:45:00.000Z',
  tookMs: 12,
  checks: [],
}
export const undoable: Undoable = { database: 'default', safety: 's', restored: 'a', restoredAt: restored.at }

export const state = (id: string, part: Partial<OperationState> = {}): OperationState => ({
  id,
  kind: 'rehearse',
  projectId: 'shop',
  subject: 'a',
  startedAt: restored.at,
  endedAt: null,
  at: 'running',
  cancellable: true,
  progress: null,
  report: null,
  result: null,
  problem: null,
  ...part,
})
export const rehearsed = (
  id: string,
  of: string,
  outcome: RehearsalReport['outcome'],
): RestoreWizardEvent => ({
  kind: 'operation',
  state: state(id, { at: 'done', result: { kind: 'rehearsed', report: report(of, outcome) } }),
})

export const toRehearsed = (outcome: RehearsalReport['outcome']): readonly RestoreWizardEvent[] => [
  { kind: 'chosen', savepointId: 'a' },
  { kind: 'planned', plan: plan('a', 'one') },
  { kind: 'rehearse' },
  { kind: 'started', operationId: 'r' },
  rehearsed('r', 'a', outcome),
]
export const run = (...events: readonly RestoreWizardEvent[]): RestoreWizard => events.reduce(next, firstStep)
