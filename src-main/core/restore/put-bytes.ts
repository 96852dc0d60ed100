import { fileProblem } from '../diagnosis/files.ts'
import { pathsFor } from '../operations/paths-for.ts'
import { problem } from '../problem.ts'
import { toolTask } from './context.ts'
import type { Under } from './replacing.ts'
import { bytesBeside } from './steps.ts'

const ending = { database: '', wal: '-wal', journal: '-journal' } as const

/**
 * Puts a database that was damaged already back byte by byte: copied beside, compared with the notes, renamed. What is there now
 * is in the safety savepoint. Not one transaction – SQLite can't write what it can't read – so the journal has the step.
 */
export async function putBytes(under: Under, beforeReplacing: () => Promise<void>): Promise<void> {
  const { context, request, source, task } = under
  const { sqlite, files, platform } = context.ports
  const { path } = request.target.database
  const beside = bytesBeside(path)
  const copied = await sqlite.keepAsIs({ from: source.path, to: beside }, toolTask(task))
  try {
    for (const noted of source.manifest?.files ?? []) {
      const copy = copied.find((one) => one.role === noted.role)
      if (copy?.sha256 !== noted.sha256) {
        throw problem('copy-differs', { facts: { path: noted.name }, fixes: [{ kind: 'retry' }] })
      }
    }
    await beforeReplacing()
    // The content that goes away is saved; its own -wal or -journal would be played into the bytes that come.
    for (const own of ['-wal', '-shm', '-journal']) await files.remove(`${path}${own}`)
    for (const copy of copied) await files.rename(copy.path, `${path}${ending[copy.role]}`)
  } catch (error) {
    for (const copy of copied) await files.remove(copy.path)
    throw fileProblem(error, pathsFor(platform).dirname(path))
  }
}

/** Is the file beside this path byte for byte what the savepoint's notes say? */
export async function hasBytesOf(under: Under): Promise<boolean> {
  const { path } = under.request.target.database
  const noted = under.source.manifest?.files.find((file) => file.role === 'database')
  return noted !== undefined && (await under.context.ports.files.sha256(path)) === noted.sha256
}
