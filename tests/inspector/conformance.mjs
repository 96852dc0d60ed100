import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { execa } from 'execa'
import { createPythonInspector } from '../../src-main/adapters/inspector.ts'
import { writeConformanceProject, writeProjectFile } from './conformance-project.mjs'

const inspector = createPythonInspector({
  entry: path.resolve(import.meta.dirname, '../../assets/inspector'),
})
const never = new AbortController().signal
const aliases = ['default', 'other']

/** Every situation on one pair; resolves with the number of situations that agreed, throws at the first that doesn't. */
export async function conforms(python) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'savepoint-matrix-'))
  const root = path.join(folder, "a 'project' #1")
  try {
    writeConformanceProject(root)
    const pair = {
      root,
      python,
      target: { root, settingsModule: 'site_.settings', python, timeoutMs: 60_000 },
    }
    for (const [name, situation] of Object.entries(situations)) {
      try {
        await situation(pair)
      } catch (error) {
        throw new Error(
          `${name}: ${error.problem ? JSON.stringify(error.problem, null, 1) : error.message}`,
          {
            cause: error,
          },
        )
      }
    }
    return Object.keys(situations).length
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const situations = {
  'no database yet': async (pair) => {
    const picture = await look(pair)
    for (const alias of aliases) assert.equal(picture.migrations[alias].recorded, false)
    assert.deepEqual(
      readdirSync(pair.root).filter((name) => name.includes('sqlite3')),
      [],
    )
    await agrees(pair, picture)
    // Django made empty ones while it was asked.
    for (const name of ['db.sqlite3', 'other db.sqlite3']) rmSync(path.join(pair.root, name), { force: true })
  },
  'half migrated, some of it by --fake': async (pair) => {
    await manage(pair, 'migrate', 'stock', '0002_left', '--database', 'other', '-v0')
    await manage(pair, 'migrate', 'shop', '-v0')
    await manage(pair, 'migrate', 'stock', '0003', '-v0')
    await manage(pair, 'migrate', 'billing', '0002', '--fake', '-v0')
    const picture = await look(pair)
    await agrees(pair, picture)
    tellsOperations(picture)
    assert.deepEqual(picture.unmade, [])
    const bill = picture.migrations.default.migrations.find((it) => it.name === '0002_code')
    assert.ok(Math.abs(Date.parse(bill.appliedAt) - Date.now()) < 120_000, `time: ${bill.appliedAt}`)
  },
  'all migrated, and a ghost': async (pair) => {
    await manage(pair, 'migrate', 'billing', 'zero', '--fake', '-v0')
    await manage(pair, 'migrate', '-v0', '--run-syncdb')
    record(pair, 'db.sqlite3', [['shop', '0005_gone']])
    const picture = await look(pair)
    await agrees(pair, picture)
    assert.deepEqual(picture.migrations.default.plan, [])
    assert.deepEqual(ghosts(picture, 'default'), ['shop.0005_gone'])
    assert.deepEqual(ghosts(picture, 'other'), [])
  },
  'a rehearsal on a copy': async (pair) => {
    const copy = path.join(pair.root, 'copy %41 #?.sqlite3')
    cpSync(path.join(pair.root, 'db.sqlite3'), copy)
    const before = statSync(copy).mtimeMs
    const told = await inspector.rehearse({ ...pair.target, alias: 'default', databaseFile: copy }, never)
    const outcomes = Object.fromEntries(told.models.map((it) => [it.model, it.outcome]))
    // Outside is unmanaged, Late a proxy, Profile swapped out, Shelf belongs to the other database.
    const expected = ['Bill', 'ContentType', 'LargeProfile', 'Loose', 'Person', 'Product', 'Product_tags']
    assert.deepEqual(Object.keys(outcomes).sort(), expected)
    const { ContentType: filled, ...rest } = outcomes
    assert.deepEqual([filled, ...new Set(Object.values(rest))], ['read', 'empty'])
    assert.equal(statSync(copy).mtimeMs, before)
    rmSync(copy)
  },
  'a squash recorded only by what it replaces': async (pair) => {
    forget(pair, 'db.sqlite3', "app = 'shop' AND name LIKE '0001_squashed%'")
    const picture = await look(pair)
    await agrees(pair, picture)
    const squash = picture.migrations.default.migrations.find((it) => it.replaces.length > 0)
    assert.deepEqual([squash.name, squash.applied], ['0001_squashed_0003_owner', true])
    assert.ok(squash.appliedAt)
    assert.deepEqual(ghosts(picture, 'default'), ['shop.0005_gone'])
  },
  'a squash half applied': async (pair) => {
    forget(pair, 'db.sqlite3', "app = 'shop' AND name IN ('0003_owner', '0004_tags')")
    forget(pair, 'db.sqlite3', "app = 'billing'")
    const picture = await look(pair)
    await agrees(pair, picture)
    const names = picture.migrations.default.migrations.filter((it) => it.app === 'shop').map((it) => it.name)
    assert.deepEqual(names, ['0001_initial', '0002_price', '0003_owner', '0004_tags', '0005_gone'])
  },
  'a history that Django refuses': async (pair) => {
    record(pair, 'db.sqlite3', [['shop', '0004_tags']])
    const picture = await look(pair)
    const said = await agrees(pair, picture)
    assert.equal(said.planned.default.how, 'refused')
    assert.ok(picture.checks.some((it) => it.id === 'savepoint.inconsistent-history'))
    forget(pair, 'db.sqlite3', "app = 'shop' AND name = '0004_tags'")
  },
  'model changes without a migration': async (pair) => {
    const field = 'from django.db import models\nclass Loose(models.Model):\n    pass\n'
    writeProjectFile(pair.root, 'plain/migrations/__init__.py', '')
    writeProjectFile(
      pair.root,
      'plain/models.py',
      `${field}    note = models.CharField(max_length=3, default="")\n`,
    )
    const picture = await look(pair)
    await agrees(pair, picture)
    assert.deepEqual(picture.unmade, [{ app: 'plain', says: ['Create model Loose'] }])
  },
  'two leaves': async (pair) => {
    for (const name of ['0004_a', '0004_b']) {
      const text =
        'from django.db import migrations\nclass Migration(migrations.Migration):\n    dependencies = [("stock", "0003_merge")]\n'
      writeProjectFile(pair.root, `stock/migrations/${name}.py`, text)
    }
    const picture = await look(pair)
    const said = await agrees(pair, picture)
    assert.equal(said.planned.default.how, 'refused')
    assert.deepEqual(picture.migrations.other.conflicts, [{ app: 'stock', names: ['0004_a', '0004_b'] }])
    assert.equal(picture.unmade, null)
  },
}

/** The same as Django's own commands, on both databases. */
async function agrees(pair, picture) {
  const asked = await execa(pair.python, ['-X', 'utf8', path.join(import.meta.dirname, 'ask-django.py')], {
    cwd: pair.root,
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  })
  const said = JSON.parse(asked.stdout)
  assert.equal(picture.djangoVersion, said.version)
  for (const alias of aliases) {
    const { migrations, plan } = picture.migrations[alias]
    const shown = migrations.filter((it) => !it.ghost)
    const lines = shown.map((it) => `[${it.applied ? 'X' : ' '}]  ${it.app}.${it.name}`)
    assert.deepEqual(lines, said.shown[alias], `showmigrations --plan of ${alias}`)
    const planned = said.planned[alias]
    assert.deepEqual(
      plan.map((it) => `${it.app}.${it.name}`),
      planned.names,
      `migrate --plan of ${alias}`,
    )
  }
  const unmade = picture.unmade
  const { how, why, apps } = said.unmade
  assert.equal(unmade === null, why.startsWith('Conflicting'), 'makemigrations refuses')
  // Over a history that it refuses Django doesn't look at the models; the inspector does.
  if (how !== 'refused')
    assert.deepEqual(
      (unmade ?? []).map((it) => it.app),
      apps,
      'makemigrations --check',
    )
  const own = picture.checks.filter((it) => !it.id.startsWith('savepoint.'))
  assert.deepEqual(own.map((it) => it.id).sort(), said.checks, 'check')
  return said
}

function tellsOperations(picture) {
  const all = new Map(picture.migrations.default.migrations.map((it) => [`${it.app}.${it.name}`, it]))
  const squash = all.get('shop.0001_squashed_0003_owner')
  assert.deepEqual(
    squash.replaces.map((it) => it.name),
    ['0001_initial', '0002_price', '0003_owner'],
  )
  assert.deepEqual(squash.dependencies, [{ app: 'people', name: '0001_initial' }])
  assert.deepEqual(all.get('shop.0004_tags').dependencies, [{ app: 'shop', name: squash.name }])
  const first = all.get('billing.0001_initial')
  assert.deepEqual(first.dependencies, [{ app: 'shop', name: squash.name }])
  assert.deepEqual(
    first.operations.map((it) => [it.table, it.destroysBackward]),
    [
      ['billing_bill', true],
      [null, false],
      [null, false],
    ],
  )
  assert.deepEqual(all.get('stock.0001_initial').runBefore, [{ app: 'billing', name: '0001_initial' }])
  assert.equal(all.get('stock.0001_initial').operations[0].table, "shelves of 'stock'")
  assert.equal(all.get('stock.0003_merge').merge, true)
  const people = all.get('people.0001_initial')
  assert.deepEqual(
    people.operations.map((it) => it.table),
    ['people_person', 'people_largeprofile', null],
  )
  const code = all.get('billing.0002_code')
  assert.deepEqual([code.reversible, code.runsCode], [true, true])
  assert.deepEqual(
    code.operations.map((it) => it.destroysForward),
    [true, false],
  )
  const oneWay = all.get('billing.0003_one_way')
  assert.deepEqual(
    oneWay.operations.map((it) => it.reversible),
    [false, true],
  )
  assert.deepEqual(
    oneWay.operations.map((it) => it.destroysForward),
    [false, true],
  )
  assert.equal(oneWay.reversible, false)
  assert.ok(existsSync(oneWay.file))
}

async function look(pair) {
  let picture = null
  for await (const fact of inspector.inspect(pair.target, never)) {
    if (fact.kind === 'picture') picture = fact.picture
  }
  assert.ok(picture)
  assert.deepEqual(picture.unreadable, {})
  return picture
}

function ghosts(picture, alias) {
  const all = picture.migrations[alias].migrations
  return all.filter((it) => it.ghost).map((it) => `${it.app}.${it.name}`)
}

async function manage(pair, ...words) {
  await execa(pair.python, ['manage.py', ...words], {
    cwd: pair.root,
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  })
}

function change(pair, file, work) {
  const database = new DatabaseSync(path.join(pair.root, file))
  work(database)
  database.close()
}

function record(pair, file, rows) {
  change(pair, file, (database) => {
    for (const [app, name] of rows) {
      const insert = "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-01-02 03:04:05')"
      database.prepare(insert).run(app, name)
    }
  })
}

function forget(pair, file, where) {
  change(pair, file, (database) => {
    database.exec(`DELETE FROM django_migrations WHERE ${where}`)
  })
}
