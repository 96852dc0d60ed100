import type { Recovery } from '../../contract/restore.ts'
import { noticeEn } from '../../contract/words/notices.en.ts'
import { compose } from '../compose.ts'
import { createOpenRequests } from '../open-requests.ts'
import { inProcess } from '../router/in-process.ts'
import type { Parsed } from './arguments.ts'
import type { CommandName } from './commands.ts'
import { compare } from './commands/compare.ts'
import { list } from './commands/list.ts'
import { migrations } from './commands/migrations.ts'
import { restore } from './commands/restore.ts'
import { save } from './commands/save.ts'
import { show } from './commands/show.ts'
import { status } from './commands/status.ts'
import { exportBundle, importBundle } from './commands/transfer.ts'
import { undo } from './commands/undo.ts'
import { verify } from './commands/verify.ts'
import { type Answer, openProject, type Session } from './session.ts'
import type { Terminal } from './terminal.ts'
import { moment } from '../words/format.ts'

const table = {
  status,
  save,
  list,
  show,
  verify,
  compare,
  restore,
  undo,
  export: exportBundle,
  import: importBundle,
  migrations,
} satisfies Record<Exclude<CommandName, 'open'>, (session: Session) => Promise<Answer>>

/** Does one command from beginning to end; throws a problem where it can't. */
export async function runCommand(
  { command, path, operands, options }: Extract<Parsed, { kind: 'run' }>,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<void> {
  if (command === 'open') {
    // The only one with a server; the others must not wait for it.
    const { open } = await import('./commands/open.ts')
    return open({ path, options, terminal, signal })
  }
  const house = compose({
    kind: 'cli',
    openPath: () => path,
    openRequests: createOpenRequests(),
    chooseFolder: null,
  })
  try {
    const client = inProcess(house.router)
    const project = await openProject(client, path)
    const { recoveries } = await client.restore.recovered({ projectId: project.id })
    const session = { client, terminal, project, operands, options, signal, recoveries }
    const { json, text } = await table[command](session)
    if (options.json)
      terminal.say(JSON.stringify(recoveries.length === 0 ? json : { ...json, recovered: recoveries }))
    else {
      for (const recovery of recoveries) terminal.note(recoveryText(recovery))
      terminal.say(text)
    }
  } finally {
    for (const notice of house.notices()) terminal.note(noticeEn(notice))
    await house.close()
  }
}

const databaseWords = {
  untouched: 'the database was not touched',
  old: 'the database is as it was before',
  new: 'the database holds the restored savepoint',
  neither: 'the database is damaged',
} satisfies Record<Recovery['database'], string>

function recoveryText({ operation, startedAt, database, safety, removed }: Recovery): string {
  return [
    `Work that began at ${moment(startedAt)} (${operation}) was interrupted: ${databaseWords[database]}.`,
    ...(safety === null ? [] : [`What was there before is in ${safety}.`]),
    ...(removed.length === 0 ? [] : [`Left-over files were removed: ${removed.join(', ')}.`]),
  ].join(' ')
}
