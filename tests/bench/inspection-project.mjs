import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Writes a Django project of `apps` apps with `migrations` migrations each: fields added, changed and renamed, foreign keys across apps. */
export function writeLargeProject(root, { apps = 60, migrations = 20 } = {}) {
  const labels = Array.from({ length: apps }, (_, at) => `app${String(at).padStart(2, '0')}`)
  const write = (name, text) => {
    const file = path.join(root, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  write('manage.py', managePy)
  write('site_/__init__.py', '')
  write('site_/urls.py', urls)
  write('site_/settings.py', settings(labels))
  for (const [at, label] of labels.entries()) {
    const before = at === 0 ? null : labels[at - 1]
    write(`${label}/__init__.py`, '')
    write(`${label}/migrations/__init__.py`, '')
    write(`${label}/models.py`, models(before, migrations))
    for (let number = 1; number <= migrations; number++) {
      write(`${label}/migrations/${nameOf(number)}.py`, migration(label, before, number))
    }
  }
}

function nameOf(number) {
  return number === 1 ? '0001_initial' : `${String(number).padStart(4, '0')}_step`
}

function models(before, migrations) {
  const link =
    before === null ? '' : `    before = models.ForeignKey("${before}.Thing", models.CASCADE, null=True)\n`
  const added = Array.from({ length: migrations - 1 }, (_, at) => at + 2)
    .map((number) => `    field${number} = models.CharField(max_length=${number + 10}, default="")\n`)
    .join('')
  return `from django.db import models\n\n\nclass Thing(models.Model):\n    name = models.CharField(max_length=50)\n${link}${added}\n\nclass Note(models.Model):\n    thing = models.ForeignKey(Thing, models.CASCADE)\n    text = models.TextField(blank=True)\n`
}

function migration(label, before, number) {
  if (number === 1) {
    const link =
      before === null ? '' : `("before", models.ForeignKey("${before}.Thing", models.CASCADE, null=True)), `
    return `import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [${before === null ? '' : `("${before}", "0001_initial")`}]
    operations = [
        migrations.CreateModel(name="Thing", fields=[("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")), ("name", models.CharField(max_length=50)), ${link}]),
        migrations.CreateModel(name="Note", fields=[("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")), ("text", models.TextField(blank=True)), ("thing", models.ForeignKey("${label}.Thing", django.db.models.deletion.CASCADE))]),
    ]
`
  }
  return `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("${label}", "${nameOf(number - 1)}")]
    operations = [migrations.AddField("thing", "field${number}", models.CharField(max_length=${number + 10}, default=""))]
`
}

function settings(labels) {
  return `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "bench"
DEBUG = True
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles", ${labels.map((label) => `"${label}"`).join(', ')}]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware"]
ROOT_URLCONF = "site_.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]}}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
STATIC_URL = "static/"
`
}

const urls = `from django.contrib import admin
from django.urls import path
urlpatterns = [path("admin/", admin.site.urls)]
`

const managePy = `import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
`
