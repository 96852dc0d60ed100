import { Button, FluentProvider } from '@fluentui/react-components'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { Client } from './api.ts'
import { ClientContext } from './client.ts'
import { MigrationsScreen } from './features/migrations/migrations-screen.tsx'
import { Tray } from './features/operations/tray.tsx'
import { OverviewScreen } from './features/overview/overview-screen.tsx'
import { ChooseCandidate } from './features/picker/choose-candidate.tsx'
import { PickerScreen } from './features/picker/picker-screen.tsx'
import { SavepointsScreen } from './features/savepoints/savepoints-screen.tsx'
import { SettingsScreen } from './features/settings/settings-screen.tsx'
import { loadSettings } from './features/settings/settings-store.ts'
import { HostContext, useHello } from './host.ts'
import { Shell } from './shell.tsx'
import { Announcer } from './ui/announcer.tsx'
import { CrashGuard } from './ui/crash-guard.tsx'
import { theme } from './ui/theme.ts'
import type { Project } from '../src-main/contract/project.ts'
import { useFocusReturn } from './ui/use-focus-return.ts'
import { useWindow, type Screen } from './window-store.ts'
import { LanguageContext, languageFor, useWords } from './words/words.ts'

// Loaded when it is first opened: the first paint doesn't need it.
const RestoreWizard = lazy(async () => {
  const { RestoreWizardScreen } = await import('./features/restore/restore-wizard-screen.tsx')
  return { default: RestoreWizardScreen }
})

type Props = { readonly client: Client; readonly onLost?: (then: () => void) => void }

/** The whole window: without a project the picker, with one its screens, and the wizard over everything. */
export function App({ client, onLost }: Props) {
  const language = useMemo(() => languageFor(navigator.language), [])
  useEffect(() => void loadSettings(client), [client])
  return (
    <LanguageContext value={language}>
      <ClientContext value={client}>
        <FluentProvider theme={theme} className="provider">
          <CrashGuard>
            <Window client={client} />
          </CrashGuard>
          <ChooseCandidate />
          <Tray />
          <Lost onLost={onLost ?? null} />
          <Announcer />
        </FluentProvider>
      </ClientContext>
    </LanguageContext>
  )
}

function Window({ client }: { readonly client: Client }) {
  const { project, screen, wizard } = useWindow()
  const hello = useHello(client)
  useFocusReturn(wizard !== null)
  return (
    <HostContext value={hello}>
      {project === null ? (
        <PickerScreen settings={screen === 'settings'} />
      ) : (
        <>
          <div className="under" inert={wizard !== null}>
            <Shell project={project}>
              <ScreenOf screen={screen} project={project} />
            </Shell>
          </div>
          {wizard !== null && (
            <Suspense>
              <RestoreWizard project={project} entry={wizard} />
            </Suspense>
          )}
        </>
      )}
    </HostContext>
  )
}

function ScreenOf({ screen, project }: { readonly screen: Screen; readonly project: Project }) {
  switch (screen) {
    case 'overview':
      return <OverviewScreen project={project} />
    case 'migrations':
      return <MigrationsScreen project={project} />
    case 'savepoints':
      return <SavepointsScreen project={project} />
    case 'settings':
      return <SettingsScreen />
  }
}

function Lost({ onLost }: { readonly onLost: ((then: () => void) => void) | null }) {
  const words = useWords().shell
  const [lost, setLost] = useState(false)
  useEffect(() => onLost?.(() => setLost(true)), [onLost])
  if (!lost) return null
  return (
    <div className="notice bad lost" role="alert">
      <span className="grow">{words.lost}</span>
      <Button size="small" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </div>
  )
}
