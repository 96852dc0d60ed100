import { z } from 'zod'
import { Progress } from '../../contract/operation.ts'
import { AppliedRow, TableCount, TableDelta } from '../../contract/savepoint.ts'

/** How a file is opened: a savepoint that nobody writes, or a file that others may be using. */
const Reading = z.enum(['savepoint', 'live'])
export type Reading = z.infer<typeof Reading>

/** What the core process may ask of a SQLite process. Paths are absolute; times are milliseconds. */
export const Request = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('hold'), path: z.string(), lockMs: z.number(), count: z.boolean() }),
  z.object({
    verb: z.literal('backup'),
    from: z.string(),
    to: z.string(),
    reading: Reading,
    lockMs: z.number(),
  }),
  z.object({ verb: z.literal('copy'), from: z.string(), to: z.string(), selfContained: z.boolean() }),
  z.object({ verb: z.literal('finish'), path: z.string(), hash: z.boolean() }),
  z.object({ verb: z.literal('flush-raw'), path: z.string() }),
  z.object({
    verb: z.literal('examine'),
    path: z.string(),
    reading: Reading,
    quickCheck: z.boolean(),
    foreignKeys: z.boolean(),
    lockMs: z.number(),
  }),
  z.object({ verb: z.literal('foreign-keys'), path: z.string() }),
  z.object({
    verb: z.literal('replace'),
    from: z.string(),
    into: z.string(),
    lockMs: z.number(),
    onlyIfUnchanged: z.boolean(),
  }),
  z.object({ verb: z.literal('same-bytes'), a: z.string(), b: z.string() }),
  z.object({ verb: z.literal('compare'), before: z.string(), after: z.string(), lockMs: z.number() }),
  z.object({ verb: z.literal('hold-lock'), path: z.string() }),
])
export type Request = z.infer<typeof Request>
export type RequestOf<V extends Request['verb']> = Extract<Request, { verb: V }>

export const ToWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask'), id: z.number(), request: Request }),
  /** Ends a pause; with `stop` the work is taken back instead of going on. */
  z.object({ kind: z.literal('go-on'), id: z.number(), stop: z.boolean() }),
])
export type ToWorker = z.infer<typeof ToWorker>

/** `errcode` is SQLite's extended result code, `errno` Node's (ENOSPC …). */
export const Failure = z.object({
  errcode: z.number().nullable(),
  errno: z.string().nullable(),
  message: z.string(),
  stage: z.string(),
})

export const FromWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), id: z.number(), progress: Progress }),
  /** The work waits, with what it holds, until 'go-on'. */
  z.object({ kind: z.literal('paused'), id: z.number(), value: z.unknown() }),
  z.object({ kind: z.literal('result'), id: z.number(), value: z.unknown() }),
  z.object({ kind: z.literal('failure'), id: z.number(), failure: Failure }),
])
export type FromWorker = z.infer<typeof FromWorker>

export const Held = z.object({
  journalMode: z.string(),
  pageSize: z.number(),
  pages: z.number(),
})
export type Held = z.infer<typeof Held>

/** `held`: the copy made during the pause is whole. `readers`: in WAL mode readers held the checkpoint back, nothing was paused. */
export const HoldEnd = z.discriminatedUnion('how', [
  z.object({ how: z.literal('held'), counts: z.array(TableCount).nullable() }),
  z.object({ how: z.literal('readers'), journalMode: z.string() }),
])
export type HoldEnd = z.infer<typeof HoldEnd>

export const Facts = z.object({
  journalMode: z.string(),
  pageSize: z.number(),
  pages: z.number(),
  sqliteVersion: z.string(),
  tables: z.array(TableCount),
  migrations: z.array(AppliedRow),
})

export const Examined = z.object({
  quickCheck: z.string(),
  foreignKeyViolations: z.number(),
  facts: Facts,
})
export type Examined = z.infer<typeof Examined>

export const Copied = z.object({ bytes: z.number() })
/** `sha256` is empty when it wasn't asked for. */
export const Finished = z.object({ bytes: z.number(), sha256: z.string() })
export const BackedUp = z.object({ journalMode: z.string() })

export const Compared = z.object({
  same: z.boolean(),
  /** All of sqlite_master alike: indexes, views and triggers too. */
  sameSchema: z.boolean(),
  tables: z.array(TableDelta),
  migrations: z.object({ onlyBefore: z.array(AppliedRow), onlyAfter: z.array(AppliedRow) }),
})
export type Compared = z.infer<typeof Compared>
