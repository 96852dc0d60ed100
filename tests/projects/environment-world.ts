import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { EnvironmentKind } from '../../src-main/contract/environment.ts'
import { createEnvironments } from '../../src-main/core/environments/environments.ts'
import { createProjects } from '../../src-main/core/projects/projects.ts'
import type { Ports, PythonAnswer } from '../../src-main/core/ports.ts'
import { makeProject } from './make-project.ts'
import { portsAt } from './ports.ts'

export const works = (django: string | null = '5.2.1'): PythonAnswer => ({
  kind: 'works',
  version: '3.12.1',
  prefix: '/',
  django,
})
export type World = {
  /** By the folder of the environment, relative to home. */
  readonly answers?: Readonly<Record<string, PythonAnswer>>
  readonly onPath?: readonly string[]
  readonly kept?: Readonly<Partial<Record<'poetry' | 'pipenv' | 'conda', string>>>
  readonly environment?: Record<string, string>
}

/** The real disk; Pythons that answer what the test says, and are counted. */
export async function openWorld(home: string, world: World) {
  const project = await makeProject({ inside: path.join(home, 'work'), folder: 'site' })
  const asked: string[] = []
  let most = 0
  let now = 0
  const ask = async (python: string, _kind: EnvironmentKind): Promise<PythonAnswer> => {
    asked.push(path.relative(home, python))
    now += 1
    most = Math.max(most, now)
    await new Promise((done) => setTimeout(done, 5))
    now -= 1
    const key = Object.keys(world.answers ?? {}).find((one) =>
      python.startsWith(path.join(home, one) + path.sep),
    )
    return world.answers?.[key ?? ''] ?? works()
  }
  const ports: Ports = portsAt(home, {
    place: { version: '0', dataFolder: home, home, downloads: home, environment: world.environment ?? {} },
    python: {
      ask,
      onPath: async () => (world.onPath ?? []).map((one) => path.join(home, one)),
      keptElsewhere: async (tool) => {
        const kept = world.kept?.[tool]
        return kept === undefined ? null : path.join(home, kept)
      },
    },
  })
  const projects = createProjects(ports)
  const answer = await projects.open(project.root)
  if (answer.kind !== 'opened') throw new Error('not opened')
  const environments = createEnvironments(ports, projects)
  return { environments, project: answer.project, asked, most: () => most, root: project.root }
}

export async function makeVenv(home: string, folder: string, config = 'home = /usr/bin\n'): Promise<void> {
  await makeFile(home, `${folder}/pyvenv.cfg`, config)
  await makeFile(home, `${folder}/${process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python'}`, '')
  await mkdir(path.join(home, folder, 'lib', 'python3.12', 'site-packages'), { recursive: true })
}

export async function makeFile(home: string, name: string, text = ''): Promise<void> {
  await mkdir(path.dirname(path.join(home, name)), { recursive: true })
  await writeFile(path.join(home, name), text)
}
