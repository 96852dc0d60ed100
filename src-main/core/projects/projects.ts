import type {
  FolderListing,
  GitState,
  LastSeen,
  OpenAnswer,
  Project,
  RecentProject,
} from '../../contract/project.ts'
import { errorCode } from '../error-code.ts'
import type { Ports } from '../ports.ts'
import { problem } from '../problem.ts'
import { findManagePy, managePyIn } from './find-manage-py.ts'
import { listFolders } from './folders.ts'
import { cleanPath, pathsOf, projectId, projectName } from './identity.ts'
import { isDjangoManagePy } from './manage-py.ts'
import { folderNotFound, notADjangoProject, settingsNotNamed } from './problems.ts'
import { createRecentProjects } from './recent.ts'
import { settingsModuleOf } from './settings-module.ts'

export type Projects = {
  /** A folder, a manage.py or any file inside a project. Remembers it among the recent ones. Problems: folder-not-found, not-a-django-project, settings-not-named. */
  readonly open: (path: string) => Promise<OpenAnswer>
  /** Problem: project-unknown. Read again from disk each time. */
  readonly get: (projectId: string) => Promise<Project>
  readonly recent: () => Promise<readonly RecentProject[]>
  readonly pin: (projectId: string, pinned: boolean) => Promise<void>
  readonly forget: (projectId: string) => Promise<void>
  readonly noteSeen: (projectId: string, seen: LastSeen) => Promise<void>
  readonly folders: (path: string | null) => Promise<FolderListing>
  readonly git: (projectId: string) => Promise<GitState | null>
}

export function createProjects(ports: Ports): Projects {
  const recents = createRecentProjects(ports)
  /** Roots by id that were opened since the start: forgetting one must not pull the floor from an open window. */
  const opened = new Map<string, string>()

  const rootOf = (id: string): string => {
    const root = opened.get(id) ?? recents.all().find((one) => one.id === id)?.root
    if (root === undefined) throw problem('project-unknown', { facts: { project: id } })
    return root
  }
  const get = async (id: string): Promise<Project> => {
    const root = rootOf(id)
    const managePy = await managePyIn(ports, root)
    if (managePy !== null) return describe(ports, managePy)
    if ((await ports.files.look(root)) === null) throw folderNotFound(root)
    throw notADjangoProject(root, [root])
  }

  return {
    open: async (typed) => {
      const managePys = await managePysFor(ports, typed)
      const [only, ...others] = managePys
      if (only === undefined || others.length > 0) {
        return {
          kind: 'choose',
          candidates: await Promise.all(managePys.map((one) => candidate(ports, one))),
        }
      }
      const project = await describe(ports, only)
      opened.set(project.id, project.root)
      recents.remember(project)
      return { kind: 'opened', project }
    },
    get,
    recent: async () =>
      Promise.all(
        recents.all().map(async (one) => Object.assign(one, { present: await isThere(ports, one.root) })),
      ),
    pin: async (id, pinned) => {
      rootOf(id)
      if (pinned && !recents.all().some((one) => one.id === id)) recents.remember(await get(id))
      recents.pin(id, pinned)
    },
    forget: async (id) => {
      rootOf(id)
      recents.forget(id)
    },
    noteSeen: async (id, seen) => {
      rootOf(id)
      recents.noteSeen(id, seen)
    },
    folders: (path) => listFolders(ports, path),
    git: (id) => ports.git.state(rootOf(id)),
  }
}

/** At least one, real paths. */
async function managePysFor(ports: Ports, typed: string): Promise<readonly string[]> {
  const path = pathsOf(ports.platform)
  const asked = cleanPath(typed, ports.platform, ports.place.home)
  const facts = await ports.files.look(asked)
  if (facts === null) throw folderNotFound(asked)
  const real = await ports.files.realPath(asked)
  if (facts.kind === 'file' && path.basename(asked).toLowerCase() === 'manage.py') {
    // The chosen one is taken even where it is one of several; its link, if it is one, is not followed out of its folder.
    const managePy = path.join(await ports.files.realPath(path.dirname(asked)), path.basename(asked))
    if (isDjangoManagePy(await ports.files.readText(managePy, 64 * 1024))) return [managePy]
  }
  const folder = facts.kind === 'folder' ? real : path.dirname(real)
  const found = await findManagePy(ports, folder)
  if (found.managePys.length === 0) throw notADjangoProject(folder, found.lookedIn)
  return found.managePys
}

async function describe(ports: Ports, managePy: string): Promise<Project> {
  const path = pathsOf(ports.platform)
  const root = path.dirname(managePy)
  const settings = await settingsModuleOf(ports, managePy)
  if (settings === null) throw settingsNotNamed(managePy)
  return {
    id: projectId(root, ports.platform),
    name: projectName(root, ports.platform),
    root,
    managePy,
    ...settings,
    backupsFolder: path.join(root, 'backups'),
  }
}

async function candidate(ports: Ports, managePy: string) {
  const settings = await settingsModuleOf(ports, managePy)
  const root = pathsOf(ports.platform).dirname(managePy)
  return {
    managePy,
    name: projectName(root, ports.platform),
    settingsModule: settings?.settingsModule ?? null,
  }
}

async function isThere(ports: Ports, root: string): Promise<boolean> {
  try {
    return (await ports.files.look(root))?.kind === 'folder'
  } catch (error) {
    // A drive that is not connected or a share that refuses: not there right now, whatever its code.
    if (errorCode(error) !== undefined) return false
    throw error
  }
}
