import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

export type MadeProject = {
  /** Folder of manage.py, a real path. */
  readonly root: string
  readonly managePy: string
  readonly settings: string
  /** Writes a text file at a path relative to the root, making its folders. */
  readonly write: (file: string, text: string) => Promise<string>
  readonly remove: () => Promise<void>
}

export type ProjectOptions = {
  /** Name of the folder; may hold spaces, quotes and the like. */
  readonly folder?: string
  /** Where the folder is made; a fresh one under os.tmpdir() unless said. */
  readonly inside?: string
  /** The whole DATABASES value in Python. */
  readonly databases?: string
  /** Python lines added at the end of the settings. */
  readonly settings?: string
  /** Lines put before everything else in the settings: prints, sleeps, raises. */
  readonly settingsFirst?: string
  /** Instead of Django's own manage.py. */
  readonly managePy?: string
}

/** A temporary folder of its own; real path, so that it compares equal to what the core answers. */
export async function temporaryFolder(name = 'savepoint-test-'): Promise<string> {
  return realpath(await mkdtemp(path.join(os.tmpdir(), name)))
}

/** A small Django project with one app `notes` (one model, two migrations), SQLite in `db.sqlite3`. Text files only; run it with a python of `django-venv.ts`. */
export async function makeProject(options: ProjectOptions = {}): Promise<MadeProject> {
  const base = options.inside ?? (await temporaryFolder('savepoint-project-'))
  const root = path.join(base, options.folder ?? 'site')
  const write = async (file: string, text: string) => {
    const full = path.join(root, ...file.split('/'))
    await mkdir(path.dirname(full), { recursive: true })
    await writeFile(full, text)
    return full
  }
  const managePy = await write('manage.py', options.managePy ?? managePyText)
  const settings = await write('config/settings.py', settingsText(options))
  await write('config/__init__.py', '')
  await write('config/urls.py', 'urlpatterns = []\n')
  await write('notes/__init__.py', '')
  await write('notes/models.py', modelsText)
  await write('notes/migrations/__init__.py', '')
  await write('notes/migrations/0001_initial.py', initialText)
  await write('notes/migrations/0002_note_starred.py', secondText)
  return {
    root,
    managePy,
    settings,
    write,
    remove: () => rm(options.inside === undefined ? base : root, { recursive: true, force: true }),
  }
}

const managePyText = `#!/usr/bin/env python
"""Django's command-line utility for administrative tasks."""
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
`

function settingsText(options: ProjectOptions): string {
  const databases =
    options.databases ??
    `{"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}`
  return `${options.settingsFirst ?? ''}
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "only-for-tests"
DEBUG = True
ALLOWED_HOSTS = []
ROOT_URLCONF = "config.urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "notes"]
DATABASES = ${databases}
${options.settings ?? ''}
`
}

const modelsText = `from django.db import models


class Note(models.Model):
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    starred = models.BooleanField(default=False)
`

const initialText = `from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
            ],
        ),
    ]
`

const secondText = `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_initial")]
    operations = [
        migrations.AddField(model_name="note", name="starred", field=models.BooleanField(default=False)),
    ]
`
