import { Button } from '@fluentui/react-components'
import { CheckmarkCircle16Filled, Info16Regular, Warning16Filled } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import type { Environment } from '../../../src-main/contract/environment.ts'
import type { Project } from '../../../src-main/contract/project.ts'
import { useClient } from '../../client.ts'
import { ProblemCard } from '../../ui/problem-card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { lastPart, shortPath } from '../../words/format.ts'
import { useWords, type Words } from '../../words/words.ts'
import { useInspection } from '../migrations/inspection-store.ts'
import { ChooseEnvironment } from './choose-environment.tsx'
import { loadEnvironments, useProjectFacts } from './project-facts-store.ts'

/** Which Python and Django run this project, and why these. */
export function EnvironmentCard({ project }: { readonly project: Project }) {
  const client = useClient()
  const words = useWords().overview
  const { environments, environmentProblem } = useProjectFacts()
  const [choosing, setChoosing] = useState(false)
  const chosen = environments?.candidates.find((one) => one.id === environments.chosenId)
  const works = chosen !== undefined && chosen.state.kind !== 'broken'
  return (
    <section className="card overview-card environment-card">
      <header className="row">
        <h2 className="grow">{words.environment}</h2>
        {environments !== null && (
          <span className={`row tight cap ${works ? 'ok' : 'warn'}`}>
            {works ? <CheckmarkCircle16Filled /> : <Warning16Filled />}
            {works ? words.ready : words.notReady}
          </span>
        )}
        <Button
          appearance="subtle"
          size="small"
          disabled={environments === null}
          onClick={() => setChoosing(true)}
        >
          {words.change}
        </Button>
      </header>
      {environmentProblem === null ? (
        <Lines project={project} chosen={chosen} />
      ) : (
        <ProblemCard
          problem={environmentProblem}
          handlers={{
            retry: () => void loadEnvironments(client, project.id),
            'choose-environment': () => setChoosing(true),
          }}
        />
      )}
      {choosing && <ChooseEnvironment project={project} onClose={() => setChoosing(false)} />}
    </section>
  )
}

type LinesProps = { readonly project: Project; readonly chosen: Environment | undefined }

function Lines({ project, chosen }: LinesProps) {
  const words = useWords()
  const said = words.overview
  const { environments, git } = useProjectFacts()
  const picture = useInspection((inspection) => inspection.picture)
  const waiting = environments === null ? <Skeleton width={120} /> : '–'
  const state = chosen?.state
  const python = picture?.pythonVersion ?? (state?.kind === 'works' ? state.pythonVersion : null)
  const django = picture?.djangoVersion ?? (state?.kind === 'works' ? state.djangoVersion : null)
  return (
    <dl className="environment-lines">
      <Line name={said.python} good={python !== null} note={shortPath(chosen?.python ?? '', 44)}>
        {python ?? waiting}
      </Line>
      <Line name={said.django} good={django !== null}>
        {django ?? waiting}
      </Line>
      <Line
        name={said.virtualEnv}
        good={chosen !== undefined && state?.kind !== 'broken'}
        note={chosen === undefined ? '' : noteOf(chosen, words)}
      >
        {chosen === undefined ? waiting : lastPart(chosen.folder)}
      </Line>
      <Line
        name={said.git}
        good={git != null}
        note={git?.dirtyFiles == null ? '' : said.dirty(git.dirtyFiles)}
      >
        {git === undefined ? (
          <Skeleton width={90} />
        ) : git === null ? (
          said.noGit
        ) : (
          said.atCommit(git.branch ?? '–', git.commit.slice(0, 7))
        )}
      </Line>
      <Line name={said.settingsLine} good note={said.settingsFrom[project.settingsFrom]}>
        {project.settingsModule}
      </Line>
    </dl>
  )
}

type LineProps = {
  readonly name: string
  readonly good: boolean
  readonly note?: string
  readonly children: ReactNode
}

function Line({ name, good, note = '', children }: LineProps) {
  return (
    <div>
      <dt className="t2 row">
        <span className={good ? 'ok' : 't3'}>{good ? <CheckmarkCircle16Filled /> : <Info16Regular />}</span>
        {name}
      </dt>
      <dd className="row">
        <span className="nowrap">{children}</span>
        <span className="cap t3 trunc" title={note}>
          {note}
        </span>
      </dd>
    </div>
  )
}

/** Why this one, or what is wrong with it. */
export function noteOf(environment: Environment, words: Words): string {
  const { state } = environment
  return state.kind === 'broken'
    ? words.overview.broken[state.why]
    : words.overview.reasons[environment.reason]
}
