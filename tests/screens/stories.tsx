import { createRoot } from 'react-dom/client'
import type { Problem } from '../../src-main/contract/problem.ts'
import { App } from '../../src-renderer/app.tsx'
import { showProject, showScreen, showWizard } from '../../src-renderer/window-store.ts'
import { createFakeClient, type Scene } from '../fakes-window/fake-client.ts'
import { safe } from '../fakes-window/inkwell-picture.ts'
import { project } from '../fakes-window/inkwell-project.ts'
import { planFor, savepoints } from '../fakes-window/inkwell-savepoints.ts'
import '../../src-renderer/styles.css'

/** Each story is one state of the window that a person can be in: `?story=name`. */
type Story = { readonly scene?: Scene; readonly go?: () => void }

const newest = savepoints[0]?.id ?? ''

/** One every two hours for 75 days. */
function manySavepoints() {
  return Array.from({ length: 150 }, (_, round) => round).flatMap((round) =>
    savepoints.slice(0, 6).map((one, index) =>
      Object.assign({}, one, {
        id: `db_${round}_${index}`,
        takenAt: new Date(Date.parse('2026-11-21T10:15:00Z') - (round * 6 + index) * 7_200_000).toISOString(),
      }),
    ),
  )
}

const open =
  (more: () => void = () => undefined) =>
  () => {
    showProject(project)
    more()
  }

const importFailed: Problem = {
  code: 'project-code-failed',
  facts: { file: 'blog/models.py', line: 12, message: "No module named 'markdown'" },
  safe: 'nothing-was-changed',
  fixes: [{ kind: 'retry' }, { kind: 'choose-environment' }],
  evidence: [
    '  File "blog/models.py", line 12, in <module>',
    "ModuleNotFoundError: No module named 'markdown'",
  ],
}

const inUse: Problem = {
  code: 'database-locked',
  facts: { path: 'db.sqlite3', holder: 'runserver (8124)' },
  safe: 'nothing-was-changed',
  fixes: [{ kind: 'stop-process', pid: 8124, name: 'runserver' }, { kind: 'retry' }],
  evidence: [],
}

const stories: Readonly<Record<string, Story>> = {
  picker: {},
  'picker-empty': { scene: { recent: [] } },
  'picker-problem': {
    scene: {
      problems: {
        'projects.open': {
          code: 'not-a-django-project',
          facts: { path: 'C:\\Users\\Mara\\Pictures' },
          safe: 'nothing-was-changed',
          fixes: [{ kind: 'choose-folder' }, { kind: 'retry' }],
          evidence: [],
        },
      },
    },
  },
  'picker-several': { scene: { several: true } },
  overview: { go: open() },
  'overview-safe': { scene: { picture: safe }, go: open() },
  'overview-checking': { scene: { picture: 'never' }, go: open() },
  'overview-failed': { scene: { inspectProblem: importFailed }, go: open() },
  'overview-recovered': {
    scene: {
      picture: safe,
      recoveries: [
        {
          operation: 'restore',
          startedAt: '2026-11-21T10:00:00Z',
          database: 'old',
          target: 'C:\\Users\\Mara\\code\\inkwell\\db.sqlite3',
          safety: 'db_20261121_100001',
          removed: ['staging'],
        },
      ],
    },
    go: open(),
  },
  migrations: { go: open(() => showScreen('migrations')) },
  savepoints: { go: open(() => showScreen('savepoints')) },
  'savepoints-empty': { scene: { savepoints: [] }, go: open(() => showScreen('savepoints')) },
  'savepoints-many': {
    scene: {
      savepoints: manySavepoints(),
    },
    go: open(() => showScreen('savepoints')),
  },
  settings: { go: open(() => showScreen('settings')) },
  'restore-choose': { go: open(() => showWizard({ kind: 'choose' })) },
  restore: { go: open(() => showWizard({ kind: 'savepoint', id: newest })) },
  'restore-warned': {
    scene: { rehearsal: 'warns' },
    go: open(() => showWizard({ kind: 'savepoint', id: newest })),
  },
  'restore-failed': {
    scene: { rehearsal: 'fails' },
    go: open(() => showWizard({ kind: 'savepoint', id: newest })),
  },
  'restore-blocked': {
    scene: { plan: (savepoint) => ({ ...planFor(savepoint), blockers: [inUse] }) },
    go: open(() => showWizard({ kind: 'savepoint', id: newest })),
  },
}

const query = new URLSearchParams(location.search)
const story = stories[query.get('story') ?? 'picker']
const root = document.getElementById('root')
if (story === undefined || root === null) {
  document.body.textContent = `Stories: ${Object.keys(stories).join(', ')}`
} else {
  const stepMs = Number(query.get('stepMs') ?? 350)
  createRoot(root).render(<App client={createFakeClient({ stepMs, ...story.scene })} />)
  story.go?.()
}
