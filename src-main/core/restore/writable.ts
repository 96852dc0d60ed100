import type { Problem } from '../../contract/problem.ts'
import { pathsFor } from '../operations/paths-for.ts'
import type { Ports } from '../ports.ts'
import { problem } from '../problem.ts'

type Places = { readonly database: string; readonly backupsFolder: string }

/** What would refuse to be written, asked before anything is: the file, its folder (SQLite's journal, a rename), the backups folder. */
export async function writeBlockers(
  { files, platform }: Pick<Ports, 'files' | 'platform'>,
  { database, backupsFolder }: Places,
): Promise<readonly Problem[]> {
  const folder = pathsFor(platform).dirname(database)
  const there = (await files.look(database)) !== null
  const found: Problem[] = []
  if (await refuses(database)) found.push(readOnly(database))
  else if (await refuses(folder)) found.push(there ? readOnly(folder) : notWritable(folder))
  if (backupsFolder !== folder && (await refuses(backupsFolder))) found.push(notWritable(backupsFolder))
  return found

  function readOnly(path: string): Problem {
    return problem('database-read-only', {
      facts: { path: database, readOnly: path },
      fixes: [{ kind: 'make-writable', path }, { kind: 'retry' }],
    }).problem
  }

  async function refuses(path: string): Promise<boolean> {
    return (await files.look(path)) !== null && !(await files.isWritable(path))
  }
}

function notWritable(folder: string): Problem {
  return problem('folder-not-writable', {
    facts: { folder },
    fixes: [{ kind: 'make-writable', path: folder }, { kind: 'retry' }],
  }).problem
}
