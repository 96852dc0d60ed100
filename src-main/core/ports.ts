import type { EnvironmentKind } from '../contract/environment.ts'
import type { DatabasesAnswer, InspectionFact, RehearsalAnswer } from '../contract/picture.ts'
import type { GitState } from '../contract/project.ts'
import type { SqliteTask, SqliteTool } from './ports-sqlite.ts'

export type { SqliteFacts, SqliteCheck, SavedCopy, Report, SqliteTask, SqliteTool } from './ports-sqlite.ts'

/** All that the core needs from outside. Adapters implement it for real; `tests/fakes` for speed; one suite runs on both. */
export type Ports = {
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly files: Files
  readonly git: Git
  readonly python: Python
  readonly inspector: PythonInspector
  readonly sqlite: SqliteTool
  readonly store: Store
  readonly bundles: Bundles
  readonly shell: Shell
  readonly demo: DemoMaker
  readonly place: Place
}

/** Where this program keeps its own things, and what started it. */
export type Place = {
  readonly version: string
  /** The user's data folder for Savepoint, absolute; never inside a checkout. */
  readonly dataFolder: string
  readonly home: string
  readonly downloads: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

export type Clock = {
  readonly now: () => Date
  /** Milliseconds that only go forward. */
  readonly ticks: () => number
}

export type FileFacts = {
  readonly kind: 'file' | 'folder' | 'other'
  readonly bytes: number
  readonly modifiedMs: number
}

/** Paths are absolute and in the platform's own form. Errors are Node's (with `code`); `core/diagnosis` turns them into problems. */
export type Files = {
  /** Null when there is nothing there. */
  readonly look: (path: string) => Promise<FileFacts | null>
  readonly list: (
    folder: string,
  ) => Promise<readonly { readonly name: string; readonly kind: FileFacts['kind'] }[]>
  readonly readText: (path: string, mostBytes?: number) => Promise<string>
  readonly makeFolder: (path: string) => Promise<void>
  /** Written beside, flushed, renamed, folder flushed: whole or not at all. */
  readonly writeWhole: (path: string, text: string) => Promise<void>
  /** One line at the end, flushed. */
  readonly append: (path: string, line: string) => Promise<void>
  readonly rename: (from: string, to: string) => Promise<void>
  /** Fine when it is not there. Files only. */
  readonly remove: (path: string) => Promise<void>
  readonly freeBytes: (folder: string) => Promise<number>
  /** May this user write it, as far as the system can say without trying? Of a folder: make files in it (Windows: always yes). */
  readonly isWritable: (path: string) => Promise<boolean>
  readonly sha256: (path: string, signal?: AbortSignal) => Promise<string>
  readonly realPath: (path: string) => Promise<string>
}

export type Git = {
  /** Null outside a repository or without git. At most 2 s; never writes, never asks. */
  readonly state: (folder: string, signal?: AbortSignal) => Promise<GitState | null>
}

export type PythonAnswer =
  | {
      readonly kind: 'works'
      readonly version: string
      readonly prefix: string
      readonly django: string | null
    }
  | {
      readonly kind: 'broken'
      readonly why:
        'python-missing' | 'base-python-missing' | 'does-not-start' | 'too-old' | 'timed-out' | 'moved'
      readonly evidence: readonly string[]
    }

export type Python = {
  /** Runs it once, by absolute path, without site customisation of ours, at most 10 s. */
  readonly ask: (python: string, kind: EnvironmentKind, signal?: AbortSignal) => Promise<PythonAnswer>
  /** Absolute paths of pythons on PATH, the Store alias of Windows left out. */
  readonly onPath: () => Promise<readonly string[]>
  /** Folder of the environment that poetry, pipenv or conda keeps for this project outside it, by their files and settings; null when none. */
  readonly keptElsewhere: (tool: 'poetry' | 'pipenv' | 'conda', projectRoot: string) => Promise<string | null>
}

export type InspectionTarget = {
  readonly root: string
  readonly settingsModule: string
  readonly python: string
  readonly timeoutMs: number
}

/** One process each; answers on its own channel. Problems: settings-failed, project-code-failed, migrations-unreadable,
 * django-missing, django-unsupported, environment-broken, inspection-timed-out, inspector-crashed, cancelled. */
export type PythonInspector = {
  readonly inspect: (target: InspectionTarget, signal: AbortSignal) => AsyncGenerator<InspectionFact>
  readonly databases: (target: InspectionTarget, signal: AbortSignal) => Promise<DatabasesAnswer>
  /** The project's code on another file for one alias. Nothing is written. */
  readonly rehearse: (
    target: InspectionTarget & { readonly alias: string; readonly databaseFile: string },
    signal: AbortSignal,
  ) => Promise<RehearsalAnswer>
}

/** Small JSON documents under the data folder: recent projects, choices, settings. A damaged one is copied aside, said, and reset. */
export type StoreNotice = { readonly kind: 'settings-reset'; readonly copy: string }
export type Store = {
  readonly get: (key: string) => unknown
  readonly set: (key: string, value: unknown) => void
  /** What happened since this was last asked. */
  readonly notices: () => readonly StoreNotice[]
}

/** `.savepoint` bundles: zip, manifest first. */
export type Bundles = {
  readonly pack: (
    request: {
      readonly to: string
      readonly entries: readonly { readonly name: string; readonly path: string; readonly bytes: number }[]
      readonly manifest: string
    },
    task: SqliteTask,
  ) => Promise<{ readonly bytes: number }>
  /** Reads the manifest only. Problems: bundle-damaged, bundle-unsafe. */
  readonly readManifest: (bundle: string) => Promise<string>
  /** Unpacks exactly the named entries, each at most its said size, to the said paths; anything else in it is refused. */
  readonly unpack: (
    request: {
      readonly bundle: string
      readonly entries: readonly { readonly name: string; readonly to: string; readonly bytes: number }[]
    },
    task: SqliteTask,
  ) => Promise<void>
}

export type Shell = {
  /** Shows a file in the system's file manager; null where there is none (then `reveal` is not-available-here). */
  readonly reveal: ((path: string) => Promise<void>) | null
  readonly chooseFolder: (() => Promise<string | null>) | null
}

/** One moment in the life of the demo project; savepoints are made between them. Each needs the ones before it. */
export type DemoStage = 'project' | 'early' | 'before-removal' | 'today'

/** Makes the demo project: venv, Django from the package index, three apps, migrations, rows. Problems: demo-failed, cancelled. */
export type DemoMaker = {
  readonly make: (root: string, stage: DemoStage, task: SqliteTask) => Promise<void>
  /** Takes a half-made one away, whole. Refused (demo-failed) unless `<root>/.savepoint-demo` is there. */
  readonly remove: (root: string) => Promise<void>
}
