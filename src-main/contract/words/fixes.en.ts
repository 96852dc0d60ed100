import type { Fix } from '../problem.ts'
import { size } from './say.ts'

/** The words on a fix's button, and its hint on the command line. */
export function fixLabelEn(fix: Fix): string {
  switch (fix.kind) {
    case 'retry':
      return 'Try again'
    case 'stop-process':
      return `Stop ${fix.name} (${fix.pid})`
    case 'free-disk-space':
      return `Free ${size(Math.max(0, fix.bytesNeeded - fix.bytesFree), 'en')} in ${fix.folder}`
    case 'choose-environment':
      return 'Choose an environment…'
    case 'choose-another-savepoint':
      return 'Choose another savepoint…'
    case 'restore-savepoint':
      return `Restore ${fix.savepointId}…`
    case 'open-file':
      return fix.line === null ? `Open ${fix.path}` : `Open ${fix.path}, line ${fix.line}`
    case 'open-folder':
      return `Open ${fix.path}`
    case 'choose-folder':
      return 'Choose another folder…'
    case 'unpin-first':
      return `Unpin ${fix.savepointId}`
    case 'update-savepoint':
      return 'Update Savepoint'
    case 'raise-time-limit':
      return `Allow ${fix.seconds} seconds`
    case 'make-writable':
      return `Allow writing to ${fix.path}`
    case 'rehearse-again':
      return 'Look again'
  }
}
