import { Button } from '@fluentui/react-components'
import { ArrowClockwise20Regular, BookmarkAdd20Regular } from '@fluentui/react-icons'
import { useEffect } from 'react'
import type { Project } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { announce } from '../../ui/announcer.tsx'
import { Heading } from '../../ui/heading.tsx'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { shortPath } from '../../words/format.ts'
import { useFormat, useWords, type Words } from '../../words/words.ts'
import { useNow } from '../../ui/use-now.ts'
import type { Verdict } from '../../ui/verdict.ts'
import { readAgain, saveNow } from '../../project-work.ts'
import { mainDatabase, useInspection } from '../migrations/inspection-store.ts'
import { percentOf } from '../operations/operation-progress.tsx'
import { useOperations } from '../operations/operations-store.ts'
import { useSavepoints } from '../savepoints/savepoints-store.ts'
import { changeSettings } from '../settings/settings-store.ts'
import { ActivityCard } from './activity-card.tsx'
import { DatabaseCard } from './database-card.tsx'
import { EnvironmentCard } from './environment-card.tsx'
import { LastSavepointCard } from './last-savepoint-card.tsx'
import { MigrationsCard } from './migrations-card.tsx'
import { useVerdict } from './use-verdict.ts'
import { Warnings } from './warnings.tsx'

/** Answers "is it safe to work?" in its title; everything that answer stands on is below. */
export function OverviewScreen({ project }: { readonly project: Project }) {
  const found = useVerdict()
  const words = useWords()
  const title = sayVerdict(found, project.name, words)
  useEffect(() => announce(title), [title])
  return (
    <div className="page scrolls">
      <div className="page-head">
        <div className="grow">
          <Heading arrival="overview">{title}</Heading>
          <Subtitle project={project} />
        </div>
        <Actions project={project} />
      </div>
      <div className="overview">
        <InspectionProblem project={project} />
        <Warnings />
        <MigrationsCard />
        <DatabaseCard />
        <LastSavepointCard project={project} />
        <EnvironmentCard project={project} />
        <ActivityCard />
      </div>
    </div>
  )
}

function Subtitle({ project }: { readonly project: Project }) {
  const words = useWords().overview
  const format = useFormat()
  const now = useNow()
  const { at, step } = useInspection()
  const list = useSavepoints((store) => store.list)
  const last = list?.[0]
  const safety =
    list === null
      ? ''
      : last === undefined
        ? words.noSavepoint
        : words.lastSavepoint(format.when(last.takenAt, now), last.verified)
  return (
    <p className="dense t2 row subtitle">
      <span className="mono" title={project.root}>
        {shortPath(project.root, 56)}
      </span>
      <span aria-hidden>·</span>
      <span>{at === 'reading' && step !== null ? `${words.steps[step]}…` : safety}</span>
    </p>
  )
}

function Actions({ project }: { readonly project: Project }) {
  const client = useClient()
  const words = useWords()
  const reading = useInspection(({ at }) => at === 'reading')
  const saving = useOperations(({ operations }) =>
    operations.find((state) => state.kind === 'save' && state.at === 'running'),
  )
  const engine = useInspection(({ databases }) => mainDatabase(databases)?.engine)
  const percent = percentOf(saving?.progress ?? null)
  return (
    <>
      <Button
        icon={<ArrowClockwise20Regular />}
        disabled={reading}
        onClick={() => void readAgain(client, project)}
      >
        {words.overview.readAgain}
      </Button>
      <Button
        appearance="primary"
        icon={<BookmarkAdd20Regular />}
        disabled={saving !== undefined || (engine !== undefined && engine !== 'sqlite')}
        onClick={() => void saveNow(client, project)}
      >
        {saving === undefined ? (
          <>
            {words.shell.saveNow}&nbsp;<kbd className="kbd">Ctrl S</kbd>
          </>
        ) : (
          words.shell.saving(percent === null ? null : `${percent} %`)
        )}
      </Button>
    </>
  )
}

function InspectionProblem({ project }: { readonly project: Project }) {
  const client = useClient()
  const problem = useInspection((inspection) => inspection.problem)
  if (problem === null) return null
  return (
    <div className="whole">
      <ProblemCard
        problem={problem}
        handlers={{
          retry: () => void readAgain(client, project),
          'raise-time-limit': ({ seconds }) =>
            void changeSettings(client, { inspectionSeconds: seconds }).then(() =>
              readAgain(client, project),
            ),
        }}
      />
    </div>
  )
}

function sayVerdict(found: Verdict, project: string, words: Words): string {
  const said = words.overview.verdict
  switch (found.kind) {
    case 'checking':
      return said.checking(project)
    case 'sort-out':
      return said.sortOut(found.count)
    case 'pending':
      return said.pending(found.count)
    case 'no-migrations':
      return said.noMigrations
    case 'failed':
    case 'unreadable':
    case 'unmade':
    case 'safe':
      return said[found.kind]
  }
}
