import type { Project } from '../../contract/project.ts'
import type { Manifest } from '../../contract/savepoint.ts'
import type { Migrations } from '../migrations/migrations.ts'
import type { Operations, OperationTask } from '../operations/operations.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { Ports, SqliteTask } from '../ports.ts'
import { problem } from '../problem.ts'
import type { Projects } from '../projects/projects.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { Catalogue } from './catalogue.ts'
import type { Entry } from './entries.ts'
import { parseManifest } from './manifest.ts'

export type SavepointsContext = {
  readonly ports: Ports
  readonly projects: Projects
  readonly migrations: Migrations
  readonly operations: Operations
  readonly settings: SettingsStore
  readonly catalogue: Catalogue
}

export type WithPorts = Pick<SavepointsContext, 'ports'>

/** Problem: savepoint-unknown. */
export async function findEntry(context: SavepointsContext, project: Project, id: string): Promise<Entry> {
  const { entries } = await context.catalogue.read(project.backupsFolder)
  const entry = entries.find((candidate) => candidate.savepoint.id === id)
  if (entry === undefined) {
    throw problem('savepoint-unknown', { facts: { id }, fixes: [{ kind: 'choose-another-savepoint' }] })
  }
  return entry
}

export function placeOf(context: WithPorts, project: Project, name: string): string {
  return pathsFor(context.ports.platform).join(project.backupsFolder, name)
}

/** The whole manifest, read again; null for a file made by hand. Problems: manifest-damaged, manifest-newer. */
export async function readEntry(
  context: SavepointsContext,
  project: Project,
  entry: Entry,
): Promise<Manifest | null> {
  if (entry.manifestName === null) return null
  const path = placeOf(context, project, entry.manifestName)
  const read = parseManifest(await context.ports.files.readText(path))
  const facts = { id: entry.savepoint.id, file: entry.manifestName }
  if (read.kind === 'whole') return read.manifest
  if (read.kind === 'newer') {
    throw problem('manifest-newer', {
      facts: { ...facts, version: read.version },
      fixes: [{ kind: 'update-savepoint' }],
    })
  }
  throw problem('manifest-damaged', { facts, evidence: [read.why] })
}

/**
 * Absolute path of a file of a savepoint. Problem: savepoint-file-missing – also for a link that leads out of the folder:
 * what is behind it was not saved by anybody.
 */
export async function presentFile(
  context: WithPorts,
  project: Project,
  of: { readonly id: string; readonly name: string },
): Promise<string> {
  const { files, platform } = context.ports
  const path = placeOf(context, project, of.name)
  const missing = (evidence: readonly string[]) =>
    problem('savepoint-file-missing', {
      facts: { id: of.id, path },
      fixes: [{ kind: 'choose-another-savepoint' }, { kind: 'open-folder', path: project.backupsFolder }],
      evidence,
    })
  const facts = await files.look(path)
  if (facts === null) throw missing([])
  if (facts.kind !== 'file') throw missing([`${of.name} is not a file`])
  const real = await files.realPath(path)
  if (pathsFor(platform).dirname(real) !== (await files.realPath(project.backupsFolder))) {
    throw missing([`${of.name} is a link to ${real}`])
  }
  return path
}

export function sqliteTask(task: OperationTask): SqliteTask {
  return { signal: task.signal, report: (progress) => task.tell({ kind: 'progress', progress }) }
}
