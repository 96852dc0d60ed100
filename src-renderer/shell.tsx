import { Button } from '@fluentui/react-components'
import {
  ChevronDown16Regular,
  History20Filled,
  History20Regular,
  Home20Filled,
  Home20Regular,
  Settings20Filled,
  Settings20Regular,
  Timeline20Filled,
  Timeline20Regular,
} from '@fluentui/react-icons'
import { useEffect, type ReactElement, type ReactNode } from 'react'
import type { Project } from '../src-main/contract/project.ts'
import { useClient } from './client.ts'
import { useProjectFacts } from './features/overview/project-facts-store.ts'
import { useVerdict } from './features/overview/use-verdict.ts'
import { Branch } from './ui/branch.tsx'
import { TitleBar } from './ui/title-bar.tsx'
import { useRegionKeys } from './ui/use-regions.ts'
import { needsAttention } from './ui/verdict.ts'
import { leaveWork, readAgain, readProject, saveNow } from './project-work.ts'
import { leaveProject, showScreen, showWizard, useWindow, type Screen } from './window-store.ts'
import { useWords } from './words/words.ts'

const places: readonly { screen: Screen; icon: ReactElement; on: ReactElement }[] = [
  { screen: 'overview', icon: <Home20Regular />, on: <Home20Filled /> },
  { screen: 'migrations', icon: <Timeline20Regular />, on: <Timeline20Filled /> },
  { screen: 'savepoints', icon: <History20Regular />, on: <History20Filled /> },
  { screen: 'settings', icon: <Settings20Regular />, on: <Settings20Filled /> },
]

/** The window around a project's screens: title bar and rail. Reads the project once when it is opened. */
export function Shell({ project, children }: { readonly project: Project; readonly children: ReactNode }) {
  const client = useClient()
  const words = useWords().shell
  const git = useProjectFacts((facts) => facts.git)
  useEffect(() => {
    void readProject(client, project)
    return leaveWork
  }, [client, project])
  useShortcuts(project)
  useRegionKeys()
  return (
    <div className="window shell">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <TitleBar>
        <Button appearance="subtle" size="small" className="switcher" onClick={leaveProject}>
          <b>{project.name}</b>
          {git?.branch !== undefined && git?.branch !== null && <Branch name={git.branch} />}
          <ChevronDown16Regular />
          <span className="hidden-words">{words.toProjects}</span>
        </Button>
      </TitleBar>
      <Rail />
      <main className="layer" id="main">
        {children}
      </main>
    </div>
  )
}

function Rail() {
  const words = useWords().shell
  const screen = useWindow((window) => window.screen)
  const attention = needsAttention(useVerdict())
  return (
    <nav className="rail" aria-label={words.mainNavigation}>
      {places.map((place) => (
        <button
          key={place.screen}
          type="button"
          className={`place to-${place.screen}`}
          aria-current={screen === place.screen ? 'page' : undefined}
          onClick={() => showScreen(place.screen)}
        >
          {screen === place.screen ? place.on : place.icon}
          <span className="name">{words[place.screen]}</span>
          {place.screen === 'overview' && attention && (
            <span className="dot">
              <span className="hidden-words">, {words.needsAttention}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  )
}

/** Keys of the whole window. None starts a change but Ctrl+S, which makes a copy. */
function useShortcuts(project: Project): void {
  const client = useClient()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = actionOf(event)
      if (action === null || useWindow.getState().wizard !== null) return
      event.preventDefault()
      if (action === 'save') void saveNow(client, project)
      else if (action === 'read') void readAgain(client, project)
      else if (action === 'restore') showWizard({ kind: 'choose' })
      else if (action === 'open') leaveProject()
      else showScreen(action)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [client, project])
}

type Action = Screen | 'save' | 'read' | 'restore' | 'open'

const withControl: Readonly<Record<string, Action>> = {
  '1': 'overview',
  '2': 'migrations',
  '3': 'savepoints',
  ',': 'settings',
  s: 'save',
  r: 'restore',
  o: 'open',
}

function actionOf(event: KeyboardEvent): Action | null {
  if (event.key === 'F5') return 'read'
  if (!event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return null
  return withControl[event.key.toLowerCase()] ?? null
}
