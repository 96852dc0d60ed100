import type { Project } from '../../contract/project.ts'
import { problem } from '../problem.ts'
import { placeOf, type SavepointsContext } from './context.ts'
import { parseManifest } from './manifest.ts'

/** Writes it whole, then reads back what the disk has: the same text, and every file of the said size. Problem: copy-differs. */
export async function writeManifestChecked(
  context: SavepointsContext,
  write: { readonly project: Project; readonly path: string; readonly text: string },
): Promise<void> {
  const { files } = context.ports
  await files.writeWhole(write.path, write.text)
  const back = await files.readText(write.path)
  const read = parseManifest(back)
  if (back !== write.text || read.kind !== 'whole') {
    throw problem('copy-differs', { facts: { path: write.path }, fixes: [{ kind: 'retry' }] })
  }
  for (const file of read.manifest.files) {
    const path = placeOf(context, write.project, file.name)
    const facts = await files.look(path)
    if (facts?.bytes === file.bytes) continue
    throw problem('copy-differs', {
      facts: { path, expected: file.bytes, bytes: facts?.bytes ?? null },
      fixes: [{ kind: 'retry' }],
    })
  }
}
