import { create } from 'zustand'
import type { Project } from '../src-main/contract/project.ts'
import type { Undoable } from '../src-main/contract/restore.ts'

export type Screen = 'overview' | 'migrations' | 'savepoints' | 'settings'

/** How the restore wizard was entered: from the list, with a savepoint, or to undo. */
export type WizardEntry =
  | { readonly kind: 'choose' }
  | { readonly kind: 'savepoint'; readonly id: string }
  | { readonly kind: 'undo'; readonly undoable: Undoable }

type WindowState = {
  readonly project: Project | null
  readonly screen: Screen
  readonly wizard: WizardEntry | null
}

/** Which project this window shows, which screen of it, and whether the wizard is over it. */
export const useWindow = create<WindowState>(() => ({ project: null, screen: 'overview', wizard: null }))

export function showProject(project: Project): void {
  useWindow.setState({ project, screen: 'overview', wizard: null })
}

export function leaveProject(): void {
  useWindow.setState({ project: null, screen: 'overview', wizard: null })
}

export function showScreen(screen: Screen): void {
  useWindow.setState({ screen, wizard: null })
}

export function showWizard(wizard: WizardEntry | null): void {
  useWindow.setState({ wizard })
}
