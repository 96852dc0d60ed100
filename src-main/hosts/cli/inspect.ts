import type { InspectionStep, Picture } from '../../contract/picture.ts'
import { problem } from '../../core/problem.ts'
import type { Session } from './session.ts'

const steps = {
  starting: 'Starting the project’s Python',
  settings: 'Reading the settings',
  apps: 'Loading the apps',
  graph: 'Reading the migrations',
  applied: 'Asking the database what is applied',
  changes: 'Looking for changes without a migration',
  checks: 'Running the system checks',
  models: 'Looking at the models',
} satisfies Record<(typeof InspectionStep)['options'][number], string>

/** The project as its own Python sees it. Ctrl+C ends it. */
export async function inspect({ client, project, signal, terminal }: Session): Promise<Picture> {
  let picture: Picture | null = null
  try {
    const facts = await client.migrations.inspect({ projectId: project.id }, { signal })
    for await (const fact of facts) {
      if (fact.kind === 'step') terminal.progress(`${steps[fact.step]} …`)
      if (fact.kind === 'picture') picture = fact.picture
    }
  } finally {
    terminal.progress(null)
  }
  if (signal.aborted) throw problem('cancelled')
  if (picture === null)
    throw problem('inspector-crashed', { evidence: ['the inspection ended without a picture'] })
  return picture
}
