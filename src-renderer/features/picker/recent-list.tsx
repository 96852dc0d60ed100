/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid of cards, which a table can’t be */
import { Input } from '@fluentui/react-components'
import { Search16Regular } from '@fluentui/react-icons'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { RecentProject } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { announce } from '../../ui/announcer.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWords } from '../../words/words.ts'
import { forgetProject, openPath, pinProject, usePicker } from './picker-store.ts'
import { RecentRow } from './recent-row.tsx'

/** The projects of before, a grid with the focus itself. ↑↓ choose, Enter opens, P pins, Del takes off the list, Ctrl+F finds. */
export function RecentList({ recent }: { readonly recent: readonly RecentProject[] | null }) {
  const words = useWords().picker
  const [search, setSearch] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useFindKey(field)
  const wanted = search.trim().toLowerCase()
  const shown = (recent ?? []).filter((project) =>
    `${project.name} ${project.root}`.toLowerCase().includes(wanted),
  )
  return (
    <>
      <div className="row picker-title">
        <h1 className="grow">{words.title}</h1>
        <Input
          input={{ ref: field }}
          value={search}
          aria-label={words.find}
          placeholder={words.find}
          contentBefore={<Search16Regular />}
          contentAfter={<kbd className="kbd">Ctrl F</kbd>}
          onChange={(_event, data) => setSearch(data.value)}
        />
      </div>
      <div className="recent-columns cap t3" aria-hidden>
        <span>{words.columns.project}</span>
        <span>{words.columns.database}</span>
        <span className="wide-only">{words.columns.branch}</span>
        <span className="wide-only">{words.columns.migrations}</span>
        <span className="wide-only">{words.columns.savepoint}</span>
        <span>{words.columns.health}</span>
        <span />
      </div>
      {recent === null ? <Waiting /> : <Rows projects={shown} />}
      {recent !== null && shown.length === 0 && <p className="t2">{words.noMatch(search)}</p>}
    </>
  )
}

function Rows({ projects }: { readonly projects: readonly RecentProject[] }) {
  const client = useClient()
  const words = useWords().picker
  const opening = usePicker((picker) => picker.opening)
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const at = Math.min(chosen, Math.max(0, projects.length - 1))
  const onKey = (event: KeyboardEvent) => {
    const project = projects[at]
    if (project === undefined || event.target !== list.current) return
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -projects.length, End: projects.length }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = Math.max(0, Math.min(projects.length - 1, at + step))
      setChosen(next)
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'ArrowRight') {
      event.preventDefault()
      list.current?.children[at]?.querySelector('button')?.focus()
    } else if (event.key === 'Enter') void openPath(client, project.root)
    else if (event.key === 'Delete') void forgetProject(client, project)
    else if (event.key.toLowerCase() === 'p') void pinProject(client, project)
  }
  return (
    <div
      ref={list}
      className="recent"
      role="grid"
      tabIndex={0}
      aria-label={words.recent}
      aria-activedescendant={projects[at] === undefined ? undefined : `project-${projects[at].id}`}
      onKeyDown={onKey}
    >
      {projects.map((project, index) => (
        <RecentRow
          key={project.id}
          project={project}
          chosen={index === at}
          opening={opening === project.root}
          onChoose={() => setChosen(index)}
          onOpen={() => {
            setChosen(index)
            announce(words.opening(project.name))
            void openPath(client, project.root)
          }}
        />
      ))}
    </div>
  )
}

function Waiting() {
  return (
    <div className="recent">
      {[1, 2, 3].map((row) => (
        <div key={row} className="card recent-row">
          <Skeleton width="70%" />
          <Skeleton width="60%" />
          <Skeleton width="50%" />
        </div>
      ))}
    </div>
  )
}

function useFindKey(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!event.ctrlKey || event.key.toLowerCase() !== 'f') return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [field])
}
