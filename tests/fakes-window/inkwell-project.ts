import type { EnvironmentChoice } from '../../src-main/contract/environment.ts'
import type { GitState, LastSeen, Project, RecentProject } from '../../src-main/contract/project.ts'
import { storyNow } from './inkwell-picture.ts'

export const project: Project = {
  id: 'inkwell',
  name: 'inkwell',
  root: 'C:\\Users\\Mara\\code\\inkwell',
  managePy: 'C:\\Users\\Mara\\code\\inkwell\\manage.py',
  settingsModule: 'inkwell.settings.dev',
  settingsFrom: 'manage.py',
  backupsFolder: 'C:\\Users\\Mara\\code\\inkwell\\backups',
}

export const git: GitState = { branch: 'main', commit: '8f3c1d2a77', dirtyFiles: 2 }

const seen = (change: Partial<LastSeen>): LastSeen => ({
  at: storyNow,
  engine: 'sqlite',
  bytes: 51_485_081,
  branch: 'main',
  pending: 0,
  ghosts: 0,
  conflicts: 0,
  lastSavepointAt: '2026-11-21T07:42:00Z',
  ...change,
})

const known = (
  name: string,
  root: string,
  lastSeen: LastSeen | null,
  change: Partial<RecentProject> = {},
): RecentProject => ({
  id: name,
  name,
  root,
  pinned: false,
  openedAt: storyNow,
  present: true,
  lastSeen,
  ...change,
})

export const recent: readonly RecentProject[] = [
  known(
    'inkwell',
    'C:\\Users\\Mara\\code\\inkwell',
    seen({ pending: 5, ghosts: 1, conflicts: 1, lastSavepointAt: '2026-11-21T10:15:00Z' }),
    { pinned: true },
  ),
  known(
    'harbour-api',
    'C:\\Users\\Mara\\work\\harbour-api',
    seen({ engine: 'postgresql', branch: 'release/2.8', bytes: 4_509_715_660 }),
    { pinned: true },
  ),
  known(
    'kirjasto',
    'D:\\projects\\kirjasto',
    seen({ bytes: 8_808_038, branch: 'feature/loans', pending: 2, lastSavepointAt: '2026-11-20T16:40:00Z' }),
  ),
  known(
    'ledger',
    'C:\\Users\\Mara\\work\\ledger',
    seen({ engine: 'mysql', bytes: 671_088_640, lastSavepointAt: '2026-11-09T16:40:00Z' }),
  ),
  known(
    'polls',
    'C:\\Users\\Mara\\learn\\polls',
    seen({ bytes: 151_552, branch: null, pending: 1, lastSavepointAt: null }),
  ),
  known(
    'clinic-scheduler',
    'E:\\clients\\clinic-scheduler',
    seen({ engine: null, bytes: null, pending: null, lastSavepointAt: '2025-10-04T16:40:00Z' }),
    { present: false },
  ),
]

export const environments: EnvironmentChoice = {
  chosenId: 'venv',
  candidates: [
    {
      id: 'venv',
      kind: 'venv',
      folder: 'C:\\Users\\Mara\\code\\inkwell\\.venv',
      python: 'C:\\Users\\Mara\\code\\inkwell\\.venv\\Scripts\\python.exe',
      reason: 'in-project',
      state: { kind: 'works', pythonVersion: '3.13.9', djangoVersion: '5.2.8' },
    },
    {
      id: 'old',
      kind: 'venv',
      folder: 'C:\\Users\\Mara\\code\\inkwell\\venv-old',
      python: 'C:\\Users\\Mara\\code\\inkwell\\venv-old\\Scripts\\python.exe',
      reason: 'in-project',
      state: { kind: 'broken', why: 'base-python-missing', evidence: ['No Python at C:\\Python39'] },
    },
  ],
  lookedIn: ['C:\\Users\\Mara\\code\\inkwell', 'PATH'],
}
