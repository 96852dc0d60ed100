import { Button, Tab, TabList } from '@fluentui/react-components'
import {
  ArrowExportUp16Regular,
  ArrowSwap20Regular,
  ArrowUndo20Regular,
  Dismiss16Regular,
  FolderOpen16Regular,
  ShieldCheckmark16Regular,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { Project } from '../../../src-main/contract/project.ts'
import type { Savepoint } from '../../../src-main/contract/savepoint.ts'
import { useClient } from '../../client.ts'
import { useHost } from '../../host.ts'
import { Branch } from '../../ui/branch.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { SavepointGlyph } from '../../ui/savepoint-glyph.tsx'
import { SavepointShield } from '../../ui/savepoint-shield.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useFormat, useWords } from '../../words/words.ts'
import { ChangedSince } from './changed-since.tsx'
import { isThere, restoreOff } from './savepoint-actions.ts'
import type { Asking } from './savepoint-dialogs.tsx'
import { ManifestMigrations, ManifestTables } from './manifest-tables.tsx'
import { selectNothing, selectSavepoint, useSavepoints } from './savepoints-store.ts'
import { titleOfSavepoint } from './title.ts'
import { useSavepointActions } from './use-savepoint-actions.ts'

type Props = {
  readonly project: Project
  readonly savepoint: Savepoint
  readonly onAsk: (asking: Asking) => void
}

type View = 'changed' | 'tables' | 'migrations'

/** What is in the chosen savepoint, what changed since, and what can be done with it. */
export function SavepointPane({ project, savepoint, onAsk }: Props) {
  const client = useClient()
  const words = useWords()
  const format = useFormat()
  const now = useNow()
  const details = useSavepoints((store) => store.details)
  const [view, setView] = useState<View>('changed')
  const manifest = details?.at === 'ready' ? details.value.manifest : null
  const again = () => void selectSavepoint(client, project.id, savepoint.id)
  return (
    <aside className="pane" aria-label={titleOfSavepoint(savepoint, words)}>
      <div className="pane-body">
        <div className="row">
          <SavepointGlyph kind={savepoint.kind} />
          <h2 className="grow pane-title" title={format.full(savepoint.takenAt)}>
            {format.moment(savepoint.takenAt, now)}
          </h2>
          <Button
            appearance="subtle"
            size="small"
            icon={<Dismiss16Regular />}
            aria-label={words.shell.close}
            onClick={selectNothing}
          />
        </div>
        <p className="dense t2">{titleOfSavepoint(savepoint, words)}</p>
        <div className="row wraps">
          <SavepointShield verification={savepoint.verification} chip />
          {savepoint.branch !== null && <Branch name={savepoint.branch} chip />}
        </div>
        <dl className="facts">
          <dt>{words.savepoints.file}</dt>
          <dd
            className="mono trunc"
            title={details?.at === 'ready' ? details.value.paths.join('\n') : savepoint.file}
          >
            {savepoint.file}
          </dd>
          <dt>{words.savepoints.contents}</dt>
          <dd>
            {manifest === null
              ? format.bytes(savepoint.bytes)
              : words.savepoints.contentsOf({
                  size: format.bytes(savepoint.bytes),
                  tables: format.number(manifest.tables.length),
                  rows: format.number(savepoint.rows ?? 0),
                })}
          </dd>
        </dl>
        {details?.at === 'failed' && <ProblemCard problem={details.problem} handlers={{ retry: again }} />}
        <TabList
          size="small"
          selectedValue={view}
          onTabSelect={(_event, data) => setView(asView(data.value))}
        >
          <Tab value="changed">{words.savepoints.changedSince}</Tab>
          <Tab value="tables">
            {words.savepoints.tables} {manifest === null ? '' : format.number(manifest.tables.length)}
          </Tab>
          <Tab value="migrations">
            {words.savepoints.migrations} {savepoint.migrations ?? ''}
          </Tab>
        </TabList>
        {view === 'changed' && <ChangedSince onRetry={again} />}
        {view !== 'changed' && details?.at === 'loading' && <Skeleton width="80%" height={80} />}
        {view !== 'changed' && details?.at === 'ready' && manifest === null && (
          <p className="dense t2">{words.savepoints.noManifest}</p>
        )}
        {view === 'tables' && manifest !== null && <ManifestTables manifest={manifest} />}
        {view === 'migrations' && manifest !== null && <ManifestMigrations manifest={manifest} />}
      </div>
      <PaneFooter project={project} savepoint={savepoint} onAsk={onAsk} />
    </aside>
  )
}

function asView(value: unknown): View {
  return value === 'tables' || value === 'migrations' ? value : 'changed'
}

function PaneFooter({ project, savepoint, onAsk }: Props) {
  const words = useWords().savepoints
  const host = useHost()
  const actions = useSavepointActions(project, onAsk)
  const there = isThere(savepoint)
  const off = restoreOff(savepoint)
  return (
    <footer className="pane-foot">
      {off !== null && (
        <p id="restore-off" className="dense t2">
          {words.restoreOff[off]}
        </p>
      )}
      <div className="row">
        <Button
          className="grow"
          appearance="primary"
          icon={<ArrowUndo20Regular />}
          disabled={off !== null}
          aria-describedby={off === null ? undefined : 'restore-off'}
          onClick={() => actions.restore(savepoint)}
        >
          {words.restore}
        </Button>
        <Button
          className="grow"
          icon={<ArrowSwap20Regular />}
          disabled={!there}
          onClick={() => actions.compare(savepoint)}
        >
          {words.compare}
        </Button>
      </div>
      <div className="row tight wraps">
        <Button
          appearance="subtle"
          size="small"
          icon={<ShieldCheckmark16Regular />}
          disabled={!there}
          onClick={() => actions.verify(savepoint)}
        >
          {words.verify}
        </Button>
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowExportUp16Regular />}
          disabled={!there}
          onClick={() => actions.export(savepoint)}
        >
          {words.exportIt}
        </Button>
        {host?.canReveal === true && (
          <Button
            appearance="subtle"
            size="small"
            icon={<FolderOpen16Regular />}
            onClick={() => actions.reveal(savepoint)}
          >
            {words.reveal}
          </Button>
        )}
      </div>
    </footer>
  )
}
