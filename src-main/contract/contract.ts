import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { call } from './call.ts'
import { EnvironmentChoice } from './environment.ts'
import { host } from './host.ts'
import { OperationId, OperationState } from './operation.ts'
import { InspectionFact } from './picture.ts'
import {
  FolderListing,
  GitState,
  LastSeen,
  OpenAnswer,
  Project,
  ProjectId,
  RecentProject,
} from './project.ts'
import { Recovery, RestorePlan, Undoable } from './restore.ts'
import { Comparison, Savepoint, SavepointDetails, SavepointId } from './savepoint.ts'
import { Settings, SettingsChange } from './settings.ts'

const ofProject = z.object({ projectId: ProjectId })
const ofSavepoint = ofProject.extend({ id: SavepointId })
const started = z.object({ operationId: OperationId })
const done = z.object({ done: z.literal(true) })

/** All that crosses a boundary. Says what is wanted, never how: no command, no path of a tool, no SQL. */
export const contract = {
  host,
  projects: {
    open: call.input(z.object({ path: z.string().min(1) })).output(OpenAnswer),
    recent: call.output(z.object({ projects: z.array(RecentProject) })),
    pin: call.input(ofProject.extend({ pinned: z.boolean() })).output(done),
    /** Takes it off the list; its files stay. */
    forget: call.input(ofProject).output(done),
    noteSeen: call.input(ofProject.extend({ seen: LastSeen })).output(done),
    /** Folders under a path (the home folder when null), for hosts without a dialog. */
    folders: call.input(z.object({ path: z.string().nullable() })).output(FolderListing),
    git: call.input(ofProject).output(z.object({ git: GitState.nullable() })),
    get: call.input(ofProject).output(Project),
    makeDemo: call.output(started),
  },
  environments: {
    list: call.input(ofProject.extend({ verify: z.boolean() })).output(EnvironmentChoice),
    /** Null goes back to Savepoint's own choice. */
    choose: call.input(ofProject.extend({ environmentId: z.string().nullable() })).output(EnvironmentChoice),
  },
  migrations: {
    /** Runs the project's own Python; ends with a picture, or a problem. Leaving the stream cancels it. */
    inspect: call.input(ofProject).output(eventIterator(InspectionFact)),
  },
  savepoints: {
    list: call.input(ofProject).output(z.object({ folder: z.string(), savepoints: z.array(Savepoint) })),
    show: call.input(ofSavepoint).output(SavepointDetails),
    save: call
      .input(
        ofProject.extend({
          database: z.string().default('default'),
          label: z.string().nullable().default(null),
        }),
      )
      .output(started),
    verify: call.input(ofSavepoint).output(started),
    label: call.input(ofSavepoint.extend({ label: z.string().max(200).nullable() })).output(Savepoint),
    pin: call.input(ofSavepoint.extend({ pinned: z.boolean() })).output(Savepoint),
    /** Changes the name of its files: db_20261121_101500-<name>.sqlite3; the id stays. */
    rename: call.input(ofSavepoint.extend({ name: z.string().max(80) })).output(Savepoint),
    /** A pinned one is refused unless `evenPinned`. */
    delete: call.input(ofSavepoint.extend({ evenPinned: z.boolean().default(false) })).output(done),
    reveal: call.input(ofSavepoint).output(done),
    /** Null stands for the database as it is now. */
    compare: call
      .input(
        ofProject.extend({
          before: SavepointId.nullable(),
          after: SavepointId.nullable(),
          database: z.string().default('default'),
        }),
      )
      .output(Comparison),
    /** `folder` null: the user's Downloads folder. */
    export: call.input(ofSavepoint.extend({ folder: z.string().nullable() })).output(started),
    import: call.input(ofProject.extend({ bundle: z.string() })).output(started),
  },
  restore: {
    plan: call.input(ofSavepoint).output(RestorePlan),
    rehearse: call.input(ofSavepoint).output(started),
    execute: call.input(ofSavepoint.extend({ approval: z.string() })).output(started),
    undoable: call.input(ofProject).output(z.object({ undoable: Undoable.nullable() })),
    undo: call.input(ofProject.extend({ safety: SavepointId })).output(started),
    /** What was put right after a crash since the last start; saying it again needs a new crash. */
    recovered: call.input(ofProject).output(z.object({ recoveries: z.array(Recovery) })),
  },
  operations: {
    list: call
      .input(z.object({ projectId: ProjectId.nullable() }))
      .output(z.object({ operations: z.array(OperationState) })),
    /** The state now, then each newer one (latest wins), until it ends. */
    watch: call.input(started).output(eventIterator(OperationState)),
    cancel: call.input(started).output(done),
  },
  settings: {
    get: call.output(Settings),
    change: call.input(SettingsChange).output(Settings),
  },
}
