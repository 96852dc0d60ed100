import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { createPythonInspector } from '../../src-main/adapters/inspector.ts'
import type { InspectionFact, Picture } from '../../src-main/contract/picture.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { InspectionTarget } from '../../src-main/core/ports.ts'
import { ProblemError } from '../../src-main/core/problem.ts'
import { djangoVenvPython } from '../projects/django-venv.ts'

export const inspector = createPythonInspector({
  entry: path.resolve(import.meta.dirname, '../../assets/inspector'),
})
export const never = new AbortController().signal

const settings = `
import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "not-so-secret-key"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
ROOT_URLCONF = "site_.urls"
`

const files: Readonly<Record<string, string>> = {
  'manage.py': `import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
`,
  'site_/__init__.py': '',
  'site_/urls.py': 'urlpatterns = []\n',
  'shop/__init__.py': '',
  'shop/migrations/__init__.py': '',
  'shop/models.py': `from django.db import models
class Thing(models.Model):
    name = models.CharField(max_length=20)
    price = models.IntegerField(default=0)
`,
  'shop/migrations/0001_initial.py': `from django.db import migrations, models
class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.CreateModel("Thing", [("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")), ("name", models.CharField(max_length=20))])]
`,
  'shop/migrations/0002_price.py': `from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [migrations.AddField("thing", "price", models.IntegerField(default=0)), migrations.RunPython(lambda apps, editor: None)]
`,
}

export type TestProject = {
  readonly root: string
  readonly target: InspectionTarget
  readonly write: (name: string, text: string) => Promise<void>
  readonly manage: (...words: readonly string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

/** A real project with one app and two migrations; `more` goes at the end of its settings. No database yet. */
export async function makeDjangoProject(more = '', folderName = 'project'): Promise<TestProject> {
  const python = await djangoVenvPython()
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'savepoint-inspector-')))
  const root = path.join(folder, folderName)
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true })
    await writeFile(path.join(root, name), text)
  }
  for (const [name, text] of Object.entries(files)) await write(name, text)
  await write('site_/settings.py', settings + more)
  return {
    root,
    target: { root, settingsModule: 'site_.settings', python, timeoutMs: 20_000 },
    write,
    manage: async (...words) => {
      const env = { PYTHONDONTWRITEBYTECODE: '1' }
      return (await execa(python, ['manage.py', ...words], { cwd: root, env })).stdout
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export async function pictureOf(target: InspectionTarget, signal = never): Promise<Picture> {
  let last: InspectionFact | null = null
  for await (const fact of inspector.inspect(target, signal)) last = fact
  if (last?.kind !== 'picture') throw new Error(`no picture at the end: ${JSON.stringify(last)}`)
  return last.picture
}

export function defaultOf(picture: Picture): Picture['migrations'][string] {
  const found = picture.migrations['default']
  if (found === undefined) throw new Error(`not read: ${JSON.stringify(picture.unreadable)}`)
  return found
}

export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    (value) => new Error(`it answered: ${JSON.stringify(value).slice(0, 300)}`),
    (reason: unknown) => reason,
  )
  if (error instanceof ProblemError) return error.problem
  throw error
}
