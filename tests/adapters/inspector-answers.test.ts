import { chmod, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import {
  defaultOf,
  inspector,
  makeDjangoProject,
  never,
  pictureOf,
  type TestProject,
} from './inspector-project.ts'

const made: TestProject[] = []
async function project(more = '', folder?: string): Promise<TestProject> {
  const one = await makeDjangoProject(more, folder)
  made.push(one)
  return one
}
afterEach(async () => {
  for (const one of made.splice(0)) await one.remove()
})

async function everything(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true })
  return Promise.all(
    names.sort().map(async (name) => {
      const facts = await stat(path.join(root, name))
      return `${name} ${String(facts.size)} ${facts.isDirectory() ? '' : String(facts.mtimeMs)}`
    }),
  )
}

describe('the inspector', () => {
  it('tells migrations in the order of showmigrations --plan, with times, and writes nothing', async () => {
    const one = await project()
    await one.manage('migrate', 'shop', '0001', '-v0')
    const before = await everything(one.root)
    const picture = await pictureOf(one.target)
    expect(await everything(one.root)).toEqual(before)
    const { migrations, plan, recorded } = defaultOf(picture)
    expect(recorded).toBe(true)
    const told = migrations.map((it) => `[${it.applied ? 'X' : ' '}]  ${it.app}.${it.name}`)
    expect(told.join('\n')).toBe(await one.manage('showmigrations', '--plan'))
    expect(plan.at(-1)).toEqual({ app: 'shop', name: '0002_price', backwards: false })
    const first = migrations.find((it) => it.app === 'shop' && it.name === '0001_initial')
    expect(Math.abs(Date.parse(first?.appliedAt ?? '') - Date.now())).toBeLessThan(60_000)
    const second = migrations.find((it) => it.name === '0002_price')
    expect(second?.reversible).toBe(false)
    expect(second?.operations.map((it) => [it.type, it.table, it.destroysBackward])).toEqual([
      ['AddField', 'shop_thing', true],
      ['RunPython', null, false],
    ])
    expect(picture.unmade).toEqual([])
  })

  it('shows a ghost, which Django itself never does', async () => {
    const one = await project()
    await one.manage('migrate', '-v0')
    await rm(path.join(one.root, 'shop/migrations/0002_price.py'))
    const { migrations } = defaultOf(await pictureOf(one.target))
    expect(migrations.filter((it) => it.ghost).map((it) => `${it.app}.${it.name}`)).toEqual([
      'shop.0002_price',
    ])
    expect(migrations.at(-1)).toMatchObject({ ghost: true, applied: true, file: null, reversible: null })
  })

  it('is not disturbed by a project that prints, logs, warns and writes to fd 1 wherever it can', async () => {
    const one = await project(`
import atexit, logging, subprocess, sys, warnings, io
print("noise from settings")
os.write(1, b'{"kind":"picture"}\\n')
os.system("echo noise from a shell")
subprocess.run([sys.executable, "-c", "print('noise of a child')"])
warnings.warn("noise")
logging.basicConfig(level=0, stream=sys.stdout)
logging.getLogger().warning("noise")
atexit.register(print, "noise at exit")
sys.stdout = io.StringIO()
sys.__stdout__ = None
`)
    await one.write(
      'shop/apps.py',
      'from django.apps import AppConfig\nclass Shop(AppConfig):\n    name = "shop"\n    def ready(self):\n        print("ready", flush=True)\n',
    )
    await one.manage('migrate', '-v0')
    const picture = await pictureOf(one.target)
    expect(picture.migrations['default']?.plan).toEqual([])
    expect(picture.models.map((it) => it.table)).toContain('shop_thing')
  })

  it('makes no database file where there is none, also when an app queries at start-up', async () => {
    const one = await project()
    await one.write(
      'shop/apps.py',
      `from django.apps import AppConfig
class Shop(AppConfig):
    name = "shop"
    def ready(self):
        from django.db import OperationalError
        from .models import Thing
        try:
            list(Thing.objects.all())
        except OperationalError as error:
            assert "no such table" in str(error), error
`,
    )
    const picture = await pictureOf(one.target)
    expect(picture.databases[0]).toMatchObject({ exists: false, bytes: null, inMemory: false })
    expect(picture.migrations['default']).toMatchObject({ recorded: false })
    expect(picture.migrations['default']?.plan.length).toBeGreaterThan(2)
    expect(await readdir(one.root)).not.toContain('db.sqlite3')
    await writeFile(path.join(one.root, 'db.sqlite3'), '')
    expect((await pictureOf(one.target)).migrations['default']?.recorded).toBe(false)
    expect((await stat(path.join(one.root, 'db.sqlite3'))).size).toBe(0)
  })

  it.skipIf(process.platform === 'win32')(
    'reads a WAL database, also in a read-only folder, and leaves no -wal or -shm (not on Windows: POSIX permissions)',
    async () => {
      const one = await project('\nDATABASES["default"]["NAME"] = BASE_DIR / "data" / "db.sqlite3"\n')
      await one.write('data/.keep', '')
      await one.manage('migrate', '-v0')
      await one.write(
        'shop/apps.py',
        'from django.apps import AppConfig\nclass Shop(AppConfig):\n    name = "shop"\n    def ready(self):\n        from .models import Thing\n        list(Thing.objects.all())\n',
      )
      const file = path.join(one.root, 'data', 'db.sqlite3')
      const database = new DatabaseSync(file)
      database.exec('PRAGMA journal_mode=WAL')
      database.close()
      await chmod(file, 0o444)
      await chmod(path.dirname(file), 0o555)
      const picture = await pictureOf(one.target)
      await chmod(path.dirname(file), 0o755)
      expect(picture.migrations['default']?.plan).toEqual([])
      expect((await readdir(path.dirname(file))).sort()).toEqual(['.keep', 'db.sqlite3'])
    },
  )

  it('sees rows that are still only in the -wal of a running program', async () => {
    const one = await project()
    await one.manage('migrate', '-v0')
    const database = new DatabaseSync(path.join(one.root, 'db.sqlite3'))
    database.exec('PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0')
    database.exec(
      "INSERT INTO django_migrations (app, name, applied) VALUES ('shop', '0003_gone', '2026-01-02 03:04:05.000006')",
    )
    const { migrations } = defaultOf(await pictureOf(one.target))
    database.close()
    expect(migrations.at(-1)).toMatchObject({
      name: '0003_gone',
      ghost: true,
      appliedAt: '2026-01-02T03:04:05.000006+00:00',
    })
  })

  it('answers for one database when the driver of another is missing', async () => {
    const one = await project(`
DATABASES["crm"] = {"ENGINE": "django.db.backends.mysql", "NAME": "crm", "PASSWORD": "hunter2hunter2"}
DATABASES["broken"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "broken.sqlite3"}
DATABASES["memory"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:x?mode=memory&cache=shared"}
`)
    await one.write(
      'broken.sqlite3',
      'this is not a database, whatever its name says, and long enough to be sure of it',
    )
    const picture = await pictureOf(one.target)
    expect(Object.keys(picture.migrations).sort()).toEqual(['default', 'memory'])
    expect(picture.unreadable['crm']?.message).toContain('MySQLdb')
    expect(picture.unreadable['broken']?.message).toContain('not a database')
    expect(picture.databases.map((it) => [it.alias, it.engine, it.inMemory, it.path === null])).toEqual([
      ['default', 'sqlite', false, false],
      ['crm', 'mysql', false, true],
      ['broken', 'sqlite', false, false],
      ['memory', 'sqlite', true, true],
    ])
    expect(JSON.stringify(picture)).not.toContain('hunter2')
  })

  it.each(["it's a #1 50% project? ü", 'two  spaces'])('works in a folder called %s', async (name) => {
    const one = await project('', name)
    await one.manage('migrate', '-v0')
    const { databases } = await inspector.databases(one.target, never)
    expect(databases[0]).toMatchObject({ path: path.join(one.root, 'db.sqlite3'), exists: true })
    expect((await pictureOf(one.target)).migrations['default']?.plan).toEqual([])
  })

  it('uses what manage.py prepares: a path, a .env', async () => {
    const one = await project('\nassert os.environ["FROM_MANAGE"] == "yes"\nINSTALLED_APPS.append("extra")\n')
    await one.write('apps/extra/__init__.py', '')
    await one.write(
      'manage.py',
      `import os, sys
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "apps"))
os.environ["FROM_MANAGE"] = "yes"
if __name__ == "__main__":
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
`,
    )
    expect((await pictureOf(one.target)).apps.map((it) => it.label)).toContain('extra')
  })

  it('rehearses the current code on another file and leaves it byte for byte', async () => {
    const one = await project(
      '\nfrom django.db.backends.signals import connection_created\nconnection_created.connect(lambda connection, **k: connection.cursor().execute("PRAGMA journal_mode=WAL"), weak=False)\n',
    )
    await one.manage('migrate', '-v0')
    await one.manage('shell', '-v0', '-c', "from shop.models import Thing; Thing.objects.create(name='x')")
    const other = path.join(one.root, 'staging copy.sqlite3')
    await writeFile(
      other,
      await import('node:fs').then((fs) => fs.readFileSync(path.join(one.root, 'db.sqlite3'))),
    )
    const damage = new DatabaseSync(other)
    damage.exec('DROP TABLE auth_group_permissions')
    damage.close()
    const before = await everything(one.root)
    const told = await inspector.rehearse({ ...one.target, alias: 'default', databaseFile: other }, never)
    expect(await everything(one.root)).toEqual(before)
    expect(told.migrations.plan).toEqual([])
    expect(told.models.find((it) => it.model === 'Thing')).toMatchObject({ outcome: 'read' })
    expect(told.models.find((it) => it.model === 'Group_permissions')).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('no such table'),
    })
  })
})
