/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a status here is a section with a heading; output holds only a phrase */
import { Button, Input } from '@fluentui/react-components'
import { Beaker20Regular, FolderOpen24Regular, ShieldCheckmark20Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { problemOf } from '../../api.ts'
import { useClient } from '../../client.ts'
import { useHost } from '../../host.ts'
import { Said } from '../../ui/said.tsx'
import { useWords } from '../../words/words.ts'
import { notify, useOperations } from '../operations/operations-store.ts'
import { OperationProgress } from '../operations/operation-progress.tsx'
import { BrowseFolders } from './browse-folders.tsx'
import { openDemo, openPath, usePicker } from './picker-store.ts'

/** Open a folder: the system's dialog where the host has one, else our own; or a pasted path. */
export function OpenCard({ wide = false }: { readonly wide?: boolean }) {
  const client = useClient()
  const host = useHost()
  const words = useWords().picker
  const opening = usePicker((picker) => picker.opening)
  const [path, setPath] = useState('')
  const [browsing, setBrowsing] = useState(false)
  const choose = async () => {
    if (host?.canChooseFolder !== true) {
      setBrowsing(true)
      return
    }
    try {
      const answer = await client.host.chooseFolder()
      if (answer.path !== null) await openPath(client, answer.path)
    } catch (thrown) {
      notify(problemOf(thrown))
    }
  }
  useOpenKey(() => void choose())
  return (
    <section className={wide ? 'drop wide' : 'drop'}>
      <FolderOpen24Regular className="acc" />
      <h2>{words.drop}</h2>
      <p className="cap t2">
        <Said>{words.dropWhat}</Said>
      </p>
      <Button
        appearance="primary"
        size={wide ? 'large' : 'medium'}
        disabled={opening !== null}
        onClick={() => void choose()}
      >
        {words.openFolder}&nbsp;<kbd className="kbd">Ctrl O</kbd>
      </Button>
      <form
        className="row path-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '') void openPath(client, path.trim())
        }}
      >
        <Input
          className="grow"
          size="small"
          value={path}
          placeholder={words.pathPlaceholder}
          aria-label={words.pathLabel}
          onChange={(_event, data) => setPath(data.value)}
        />
        <Button size="small" type="submit" disabled={path.trim() === '' || opening !== null}>
          {words.openPath}
        </Button>
      </form>
      {opening !== null && (
        <p className="row cap t2" role="status">
          <span className="spinner small" aria-hidden />{' '}
          <span className="trunc">{words.opening(opening)}</span>
        </p>
      )}
      <BrowseFolders open={browsing} onClose={() => setBrowsing(false)} />
    </section>
  )
}

export function SideCards() {
  const words = useWords().picker
  return (
    <>
      <section className="card side-card">
        <Beaker20Regular />
        <div className="grow">
          <h2>{words.demo}</h2>
          <p className="t2 dense">{words.demoWhat}</p>
          <DemoButton label={words.openDemo} />
        </div>
      </section>
      <section className="card side-card">
        <ShieldCheckmark20Regular />
        <div>
          <h2>{words.safe}</h2>
          <p className="t2 dense">{words.safeWhat}</p>
        </div>
      </section>
    </>
  )
}

/** Makes the demo with its progress in place of the button. */
export function DemoButton({ label }: { readonly label: string }) {
  const client = useClient()
  const demo = usePicker((picker) => picker.demo)
  const state = useOperations(({ operations }) => operations.find((one) => one.id === demo))
  if (state !== undefined && state.at === 'running') return <OperationProgress state={state} />
  return (
    <Button
      size="small"
      className="demo-button"
      disabled={demo !== null}
      onClick={() => void openDemo(client)}
    >
      {label}
    </Button>
  )
}

function useOpenKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.key.toLowerCase() !== 'o') return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}
