import { z } from 'zod'

export const EnvironmentKind = z.enum(['venv', 'poetry', 'pipenv', 'uv', 'conda', 'system'])
export type EnvironmentKind = z.infer<typeof EnvironmentKind>

/** Why this one: shown beside the choice. */
export const EnvironmentReason = z.enum([
  'chosen', // by the user, remembered for this project
  'active', // VIRTUAL_ENV or CONDA_PREFIX of the process that started Savepoint
  'in-project', // .venv, venv, env … in the project's folder
  'poetry',
  'pipenv',
  'uv',
  'conda',
  'parent-folder', // the same names one or two levels up
  'on-path', // the python that PATH finds: last resort
])

export const Environment = z.object({
  id: z.string(),
  kind: EnvironmentKind,
  folder: z.string(),
  python: z.string(),
  reason: EnvironmentReason,
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('found') }), // seen as files, python not run yet
    z.object({ kind: z.literal('works'), pythonVersion: z.string(), djangoVersion: z.string().nullable() }),
    z.object({
      kind: z.literal('broken'),
      why: z.enum([
        'python-missing',
        'base-python-missing',
        'does-not-start',
        'too-old',
        'timed-out',
        'moved',
      ]),
      evidence: z.array(z.string()),
    }),
  ]),
})
export type Environment = z.infer<typeof Environment>

export const EnvironmentChoice = z.object({
  chosenId: z.string().nullable(),
  candidates: z.array(Environment),
  /** Where was looked, in order, for the sentence when there is none. */
  lookedIn: z.array(z.string()),
})
export type EnvironmentChoice = z.infer<typeof EnvironmentChoice>
