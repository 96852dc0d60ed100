import type { KeyboardEvent } from 'react'
import type { Savepoint } from '../../../src-main/contract/savepoint.ts'

export type SavepointAction =
  'restore' | 'compare' | 'verify' | 'pin' | 'label' | 'export' | 'reveal' | 'remove'

export type SavepointActions = Readonly<Record<SavepointAction, (savepoint: Savepoint) => void>>

const plainKeys: Readonly<Record<string, SavepointAction>> = {
  enter: 'restore',
  c: 'compare',
  v: 'verify',
  p: 'pin',
  f2: 'label',
  delete: 'remove',
}

/** The keys of the list. Those that change something only open their first step. */
export function keyAction(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey'>,
): SavepointAction | null {
  const key = event.key.toLowerCase()
  if (event.altKey) return null
  if (event.ctrlKey) return key === 'e' ? (event.shiftKey ? 'reveal' : 'export') : null
  return plainKeys[key] ?? null
}

/** Can its file be used at all? */
export function isThere(savepoint: Savepoint): boolean {
  return savepoint.verification !== 'missing'
}

export type RestoreOff = 'missing' | 'failed' | 'kept-as-is'

/** Why it can’t be restored: no rehearsal of it could pass. Null where it can be tried. */
export function restoreOff({ verification }: Savepoint): RestoreOff | null {
  switch (verification) {
    case 'missing':
    case 'failed':
    case 'kept-as-is':
      return verification
    case 'verified':
    case 'unverified':
      return null
  }
}
