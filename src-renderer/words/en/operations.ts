import type { OperationKind, Progress } from '../../../src-main/contract/operation.ts'

type Said = {
  readonly running: (subject: string) => string
  readonly done: (subject: string) => string
  readonly failed: (subject: string) => string
}

/** The tray and recent activity. A missing kind or step is a compile error. */
export const operations = {
  tray: 'Notifications',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  cancelled: 'Cancelled',
  kinds: {
    save: {
      running: (of) => `Saving ${of}`,
      done: (of) => `Saved ${of}`,
      failed: (of) => `${of} was not saved`,
    },
    verify: {
      running: (of) => `Verifying ${of}`,
      done: (of) => `${of} is verified`,
      failed: (of) => `${of} could not be verified`,
    },
    rehearse: {
      running: (of) => `Rehearsing ${of}`,
      done: (of) => `Rehearsed ${of}`,
      failed: (of) => `The rehearsal of ${of} stopped`,
    },
    restore: {
      running: (of) => `Restoring ${of}`,
      done: (of) => `Restored ${of}`,
      failed: (of) => `The restore of ${of} stopped`,
    },
    undo: {
      running: () => 'Undoing the restore',
      done: () => 'The restore is undone',
      failed: () => 'Undo stopped',
    },
    export: {
      running: (of) => `Exporting ${of}`,
      done: (of) => `Exported ${of}`,
      failed: (of) => `${of} was not exported`,
    },
    import: {
      running: (of) => `Importing ${of}`,
      done: (of) => `Imported ${of}`,
      failed: (of) => `${of} was not imported`,
    },
    'make-demo': {
      running: () => 'Making the demo project',
      done: () => 'The demo project is ready',
      failed: () => 'The demo project was not made',
    },
  } satisfies Record<OperationKind, Said>,
  cancelNotes: {
    save: 'You can keep working. If you cancel, the half-made savepoint is removed.',
    verify: 'You can keep working. Cancelling changes nothing.',
    rehearse: 'If you cancel, the staging copy is removed.',
    restore: 'If you cancel before the replacement, nothing changes.',
    undo: 'If you cancel before the replacement, nothing changes.',
    export: 'If you cancel, the half-made bundle is removed.',
    import: 'If you cancel, nothing is added to the list.',
    'make-demo': 'If you cancel, the half-made project is removed.',
  } satisfies Record<OperationKind, string>,
  steps: {
    'waiting-for-lock': 'waiting for another program to finish',
    copying: 'copying',
    flushing: 'writing to disk',
    checking: 'checking the copy',
    hashing: 'taking its fingerprint',
    counting: 'counting rows',
    'writing-manifest': 'writing its notes',
    'saving-safety': 'saving what is there now',
    replacing: 'replacing',
    'checking-restored': 'checking that it worked',
    rehearsing: 'rehearsing on a copy',
    packing: 'packing',
    unpacking: 'unpacking and checking',
    'creating-environment': 'creating an environment',
    'installing-django': 'installing Django',
    migrating: 'running migrations',
    filling: 'filling in rows',
    'cleaning-up': 'cleaning up',
  } satisfies Record<Progress['step'], string>,
  amount: (done: string, total: string | null) => (total === null ? done : `${done} of ${total}`),
  units: {
    rows: (count: string) => `${count} rows`,
    tables: (count: string) => `${count} tables`,
    steps: (count: string) => `${count} steps`,
  },
  database: 'the database',
  savedFacts: (rows: string | null, size: string, took: string) =>
    rows === null ? `${size}, ${took}` : `${rows} rows, ${size}, ${took}`,
  canBeRestored: 'It can be restored.',
  exportedTo: (file: string, size: string) => `${file}, ${size}`,
  atPercent: (title: string, percent: number) => `${title}, ${percent} percent`,
} as const
