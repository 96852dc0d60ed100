import { checks, checkStates, notRun } from './en/checks.ts'
import { migrations } from './en/migrations.ts'
import { operations } from './en/operations.ts'
import { overview } from './en/overview.ts'
import { picker } from './en/picker.ts'
import { restore } from './en/restore.ts'
import { savepoints } from './en/savepoints.ts'
import { settings } from './en/settings.ts'
import { shell, time } from './en/shell.ts'

/** English, the language whose shape all others have to fit. */
export const en = {
  shell,
  time,
  picker,
  overview,
  migrations,
  savepoints,
  restore,
  checks,
  checkStates,
  notRun,
  operations,
  settings,
} as const
