import type { Project } from '../../contract/project.ts'
import type { Manifest, Savepoint } from '../../contract/savepoint.ts'
import { problem } from '../problem.ts'
import { manifestFor, manifestNameOf, refuseInUse, short } from './change.ts'
import { findEntry, placeOf, presentFile, type SavepointsContext } from './context.ts'
import type { Entry } from './entries.ts'
import { manifestText, withoutRenaming, withRenamingFrom } from './manifest.ts'
import { chosenName, databaseEnding, manifestEnding } from './names.ts'

/**
 * New names for its files, and for its manifest; the id stays. First the manifest says both names, then the files move, then the
 * manifest of the new name is written and the old one goes. After a crash at any point the list finds each file under one of the two.
 */
export async function renameSavepoint(
  context: SavepointsContext,
  what: { readonly project: Project; readonly id: string },
  name: string,
): Promise<Savepoint> {
  const { project, id } = what
  const chosen = chosenName(name)
  if (chosen === null) throw problem('name-invalid', { facts: { name } })
  const stem = chosen === '' ? id : `${id}-${chosen}`
  return short(context, project, async () => {
    refuseInUse(context, project, id)
    const entry = await findEntry(context, project, id)
    const manifest = await manifestFor(context, project, entry)
    await refuseTaken(context, { project, entry }, stem)
    for (const file of entry.files) await presentFile(context, project, { id, name: file })
    await move(context, { project, entry, manifest }, stem)
    return (await findEntry(context, project, id)).savepoint
  })
}

async function refuseTaken(
  context: SavepointsContext,
  what: { readonly project: Project; readonly entry: Entry },
  stem: string,
): Promise<void> {
  const own = new Set([...what.entry.files, ...what.entry.leftovers, manifestNameOf(what.entry)])
  const { names } = await context.catalogue.read(what.project.backupsFolder)
  const low = `${stem}.`.toLowerCase()
  const taken = names.find((name) => name.toLowerCase().startsWith(low) && !own.has(name))
  if (taken !== undefined) {
    throw problem('file-exists', { facts: { path: placeOf(context, what.project, taken) } })
  }
}

async function move(
  context: SavepointsContext,
  what: { readonly project: Project; readonly entry: Entry; readonly manifest: Manifest },
  stem: string,
): Promise<void> {
  const { files } = context.ports
  const { project, entry } = what
  const place = (name: string) => placeOf(context, project, name)
  const before = withoutRenaming(what.manifest)
  const after: Manifest = {
    ...before,
    files: before.files.map(({ role, bytes, sha256 }) => ({
      name: `${stem}${endingOf(role)}`,
      role,
      bytes,
      sha256,
    })),
  }
  const oldManifest = manifestNameOf(entry)
  const newManifest = `${stem}${manifestEnding}`
  await files.writeWhole(place(oldManifest), manifestText(withRenamingFrom(after, entry.files)))
  for (const [at, file] of after.files.entries()) {
    const now = entry.files[at] ?? file.name
    if (now !== file.name) await files.rename(place(now), place(file.name))
  }
  await files.writeWhole(place(newManifest), manifestText(after))
  for (const name of [oldManifest, ...entry.leftovers]) {
    if (name !== newManifest) await files.remove(place(name))
  }
}

function endingOf(role: Manifest['files'][number]['role']): string {
  return role === 'database' ? databaseEnding : `${databaseEnding}-${role}`
}
