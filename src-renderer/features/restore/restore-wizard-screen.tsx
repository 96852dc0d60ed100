import type { Project } from '../../../src-main/contract/project.ts'
import type { WizardEntry } from '../../window-store.ts'

export function RestoreWizardScreen({ project }: { readonly project: Project; readonly entry: WizardEntry }) {
  return <h1>{project.name}</h1>
}
