import type { Project } from '../../../src-main/contract/project.ts'
import type { RestoreWizard } from '../../../src-main/contract/restore-wizard.ts'
import type { Wizard } from './use-restore-wizard.ts'

/** What every step gets. `file` is the short name of the database's file. */
export type StepProps = {
  readonly project: Project
  readonly wizard: Wizard
  readonly file: string
  readonly leave: () => void
}

export type StepIn<At extends RestoreWizard['at']> = StepProps & {
  readonly state: Extract<RestoreWizard, { at: At }>
}
