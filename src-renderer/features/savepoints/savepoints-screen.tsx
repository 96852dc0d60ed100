import { Button, Input, Select } from '@fluentui/react-components'
import { ArrowImport20Regular, BookmarkAdd20Regular, Search16Regular } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import type { Project } from '../../../src-main/contract/project.ts'
import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import { useClient } from '../../client.ts'
import { saveNow } from '../../project-work.ts'
import { Heading } from '../../ui/heading.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { Said } from '../../ui/said.tsx'
import { lastPart } from '../../words/format.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { useOperations } from '../operations/operations-store.ts'
import { EmptySavepoints } from './empty-savepoints.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { SavepointDialogs, type Asking } from './savepoint-dialogs.tsx'
import { SavepointList } from './savepoint-list.tsx'
import { SavepointPane } from './savepoint-pane.tsx'
import { loadSavepoints, useSavepoints } from './savepoints-store.ts'

type Kind = Savepoint['kind'] | 'all'

/** Every savepoint of the project by day, and what is in the chosen one. */
export function SavepointsScreen({ project }: { readonly project: Project }) {
  const client = useClient()
  const { list, problem, selected } = useSavepoints()
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<Kind>('all')
  const [asking, setAsking] = useState<Asking | null>(null)
  const shown = (list ?? []).filter((one) => fits(one, search, kind))
  const chosen = list?.find((one) => one.id === selected)
  return (
    <div className="page">
      <Head project={project}>
        <Find search={search} onSearch={setSearch} kind={kind} onKind={setKind} />
      </Head>
      {problem !== null && (
        <div className="page-problem">
          <ProblemCard
            problem={problem}
            handlers={{ retry: () => void loadSavepoints(client, project.id) }}
          />
        </div>
      )}
      {list?.length === 0 ? (
        <EmptySavepoints project={project} />
      ) : (
        <div className={chosen === undefined ? 'savepoints' : 'savepoints with-pane'}>
          <SavepointList
            project={project}
            savepoints={list === null ? null : shown}
            search={search}
            onAsk={setAsking}
          />
          {chosen !== undefined && <SavepointPane project={project} savepoint={chosen} onAsk={setAsking} />}
        </div>
      )}
      {asking !== null && (
        <SavepointDialogs project={project} asking={asking} onClose={() => setAsking(null)} />
      )}
    </div>
  )
}

type HeadProps = { readonly project: Project; readonly children: ReactNode }

function Head({ project, children }: HeadProps) {
  const client = useClient()
  const words = useWords()
  const format = useFormat()
  const { list, folder } = useSavepoints()
  const [importing, setImporting] = useState(false)
  const saving = useOperations(({ operations }) =>
    operations.some((state) => state.kind === 'save' && state.at === 'running'),
  )
  const size = (list ?? []).reduce((sum, one) => sum + one.bytes, 0)
  return (
    <div className="page-head ruled">
      <Heading arrival="savepoints">{words.savepoints.title}</Heading>
      <span className="t2 dense grow trunc kept" title={folder}>
        {list !== null && list.length > 0 && (
          <Said>{words.savepoints.kept(list.length, lastPart(folder), format.bytes(size))}</Said>
        )}
      </span>
      {children}
      <Button icon={<ArrowImport20Regular />} onClick={() => setImporting(true)}>
        {words.savepoints.importIt}
      </Button>
      <Button
        appearance="primary"
        icon={<BookmarkAdd20Regular />}
        disabled={saving}
        onClick={() => void saveNow(client, project)}
      >
        {saving ? words.shell.saving(null) : words.shell.saveNow}
      </Button>
      {importing && <ImportDialog project={project} onClose={() => setImporting(false)} />}
    </div>
  )
}

type FindProps = {
  readonly search: string
  readonly onSearch: (text: string) => void
  readonly kind: Kind
  readonly onKind: (kind: Kind) => void
}

function Find({ search, onSearch, kind, onKind }: FindProps) {
  const words = useWords().savepoints
  return (
    <>
      <Input
        value={search}
        aria-label={words.find}
        placeholder={words.find}
        contentBefore={<Search16Regular />}
        onChange={(_event, data) => onSearch(data.value)}
      />
      <Select
        aria-label={words.kinds}
        value={kind}
        onChange={(_event, data) => onKind(kinds.find((one) => one === data.value) ?? 'all')}
      >
        <option value="all">{words.allKinds}</option>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {words.kindShort[one]}
          </option>
        ))}
      </Select>
    </>
  )
}

const kinds = ['you', 'automatic', 'before-restore'] as const

function fits(one: Savepoint, search: string, kind: Kind): boolean {
  const wanted = search.trim().toLowerCase()
  const text = `${one.label ?? ''} ${one.branch ?? ''} ${one.file} ${one.reason?.of ?? ''}`.toLowerCase()
  return (kind === 'all' || one.kind === kind) && text.includes(wanted)
}
