import { Button } from '@fluentui/react-components'
import { ArrowLeft16Regular, Settings16Regular } from '@fluentui/react-icons'
import { useEffect } from 'react'
import { useClient } from '../../client.ts'
import { TitleBar } from '../../ui/title-bar.tsx'
import { leaveProject, showScreen } from '../../window-store.ts'
import { useWords } from '../../words/words.ts'
import { SettingsScreen } from '../settings/settings-screen.tsx'
import { EmptyPicker } from './empty-picker.tsx'
import { PickerProblem } from './picker-problem.tsx'
import { loadRecent, usePicker } from './picker-store.ts'
import { OpenCard, SideCards } from './open-card.tsx'
import { RecentList } from './recent-list.tsx'

/** Before a project is open: those of before, ways to open another one, and the demo. */
export function PickerScreen({ settings }: { readonly settings: boolean }) {
  const client = useClient()
  const words = useWords()
  const recent = usePicker((picker) => picker.recent)
  useEffect(() => void loadRecent(client), [client])
  return (
    <div className="window picker-window">
      <TitleBar>
        <span>{words.shell.product}</span>
      </TitleBar>
      {settings ? (
        <main className="picker-settings">
          <Button appearance="subtle" icon={<ArrowLeft16Regular />} onClick={leaveProject}>
            {words.shell.projects}
          </Button>
          <SettingsScreen />
        </main>
      ) : recent?.length === 0 ? (
        <EmptyPicker />
      ) : (
        <main className="picker">
          <section className="picker-list">
            <PickerProblem />
            <RecentList recent={recent} />
            <footer className="row cap t3 picker-foot">
              <Keys count={recent?.length ?? 0} />
              <span className="grow" />
              <Button
                appearance="subtle"
                size="small"
                icon={<Settings16Regular />}
                onClick={() => showScreen('settings')}
              >
                {words.shell.settings}
              </Button>
            </footer>
          </section>
          <aside className="picker-side">
            <OpenCard />
            <SideCards />
          </aside>
        </main>
      )}
    </div>
  )
}

function Keys({ count }: { readonly count: number }) {
  const words = useWords().picker
  return (
    <>
      <span>{words.count(count)}</span>
      <span className="keys">
        <kbd className="kbd">↑</kbd> <kbd className="kbd">↓</kbd> {words.choose}
      </span>
      <span className="keys">
        <kbd className="kbd">Enter</kbd> {words.open}
      </span>
      <span className="keys">
        <kbd className="kbd">P</kbd> {words.pinKey}
      </span>
      <span className="keys">
        <kbd className="kbd">Del</kbd> {words.remove}
      </span>
    </>
  )
}
