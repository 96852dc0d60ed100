import { Input, Select } from '@fluentui/react-components'
import { Search16Regular } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import type { DatabaseMigrations, MigrationState } from '../../../src-main/contract/picture.ts'
import type { Project } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { readAgain } from '../../project-work.ts'
import { Heading } from '../../ui/heading.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { Said } from '../../ui/said.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useWords } from '../../words/words.ts'
import { mainDatabase, useInspection } from './inspection-store.ts'
import { inConflict } from './mark-of.ts'
import { MigrationPane } from './migration-pane.tsx'
import { keyOf, MigrationTable } from './migration-table.tsx'

type Show = 'all' | 'pending' | 'attention'

/** Every migration of one database, grouped by app. */
export function MigrationsScreen({ project }: { readonly project: Project }) {
  const client = useClient()
  const words = useWords().migrations
  const { picture, databases, problem } = useInspection()
  const [alias, setAlias] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const [show, setShow] = useState<Show>('all')
  const [selected, setSelected] = useState<string | null>(null)
  const found = picture?.migrations[alias ?? mainDatabase(databases)?.alias ?? 'default']
  const chosen = found?.migrations.find((migration) => keyOf(migration) === selected)
  return (
    <div className="page">
      <div className="page-head">
        <Heading arrival="migrations">{words.title}</Heading>
        {found !== undefined && <Counts found={found} />}
        <span className="grow" />
        <span className="cap t3">{words.sorted}</span>
      </div>
      <div className="row tools">
        <Input
          value={search}
          aria-label={words.find}
          placeholder={words.find}
          contentBefore={<Search16Regular />}
          onChange={(_event, data) => setSearch(data.value)}
        />
        <Select
          aria-label={words.show}
          value={show}
          onChange={(_event, data) => setShow(shows.find((one) => one === data.value) ?? 'all')}
        >
          <option value="all">{words.all}</option>
          <option value="pending">{words.onlyPending}</option>
          <option value="attention">{words.onlyAttention}</option>
        </Select>
        {databases !== null && databases.length > 1 && (
          <Select
            aria-label={words.database}
            value={alias ?? mainDatabase(databases)?.alias ?? ''}
            onChange={(_event, data) => setAlias(data.value)}
          >
            {databases.map((database) => (
              <option key={database.alias}>{database.alias}</option>
            ))}
          </Select>
        )}
      </div>
      {problem !== null && (
        <div className="page-problem">
          <ProblemCard problem={problem} handlers={{ retry: () => void readAgain(client, project) }} />
        </div>
      )}
      <div className={chosen === undefined ? 'migrations' : 'migrations with-pane'}>
        {found === undefined ? (
          <Waiting done={picture !== null || problem !== null} />
        ) : (
          <MigrationTable
            found={found}
            fits={(migration) => fits(migration, search, show, found)}
            selected={selected}
            onSelect={setSelected}
          />
        )}
        {chosen !== undefined && found !== undefined && (
          <MigrationPane
            migration={chosen}
            found={found}
            onClose={() => setSelected(null)}
            onGo={setSelected}
          />
        )}
      </div>
    </div>
  )
}

const shows = ['all', 'pending', 'attention'] as const

function fits(migration: MigrationState, search: string, show: Show, found: DatabaseMigrations): boolean {
  const wanted = search.trim().toLowerCase()
  if (!`${migration.app}.${migration.name}`.toLowerCase().includes(wanted)) return false
  if (show === 'pending') return !migration.applied
  return show === 'all' || migration.ghost || inConflict(migration, found)
}

function Counts({ found }: { readonly found: DatabaseMigrations }): ReactNode {
  const words = useWords().migrations
  const applied = found.migrations.filter((migration) => migration.applied).length
  const ghosts = found.migrations.filter((migration) => migration.ghost).length
  const pending = found.migrations.length - applied
  return (
    <>
      <span className="chip">{words.applied(applied)}</span>
      {pending > 0 && <span className="chip acc">{words.pending(pending)}</span>}
      {ghosts > 0 && <span className="chip warn">{words.missing(ghosts)}</span>}
      {found.conflicts.length > 0 && (
        <span className="chip bad">{words.conflicts(found.conflicts.length)}</span>
      )}
    </>
  )
}

function Waiting({ done }: { readonly done: boolean }) {
  const words = useWords().migrations
  if (done) {
    return (
      <p className="t2 none">
        <Said>{words.noMigrations}</Said>
      </p>
    )
  }
  return (
    <div className="col none">
      {[70, 55, 62, 48].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  )
}
