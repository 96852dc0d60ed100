import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Files of the project that every pair of Django and Python is asked about, by path. Valid for Django 3.2 to 6.1. */
export function writeConformanceProject(root) {
  for (const [name, text] of Object.entries(files)) writeProjectFile(root, name, text)
}

export function writeProjectFile(root, name, text) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
  writeFileSync(path.join(root, name), text)
}

const id =
  '("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))'

function migration({ deps = '', body = '', operations = '', before = '' }) {
  return `import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
${before}

class Migration(migrations.Migration):
    dependencies = [${deps}]
    ${body}
    operations = [${operations}]
`
}

const product = `migrations.CreateModel(name="Product", fields=[${id}, ("name", models.CharField(max_length=30))])`
const price = 'migrations.AddField("product", "price", models.IntegerField(default=0))'
const owner =
  'migrations.AddField("product", "owner", models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.CASCADE, null=True))'
const swappable = 'migrations.swappable_dependency(settings.AUTH_USER_MODEL)'

const files = {
  'manage.py': `#!/usr/bin/env python
import os
import sys
if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
`,
  'site_/__init__.py': '',
  'site_/urls.py': 'urlpatterns = []\n',
  'site_/router.py': `class Router:
    def db_for_read(self, model, **hints):
        return "other" if model._meta.app_label == "stock" else None
    db_for_write = db_for_read
    def allow_relation(self, one, two, **hints):
        return True
    def allow_migrate(self, db, app_label, **hints):
        return db == ("other" if app_label == "stock" else "default")
`,
  'site_/settings.py': `from pathlib import Path
print("settings print", flush=True)
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "conformance"
INSTALLED_APPS = ["django.contrib.contenttypes", "people", "shop", "stock", "billing", "plain"]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"},
    "other": {"ENGINE": "django.db.backends.sqlite3", "NAME": (BASE_DIR / "other db.sqlite3").as_uri() + "?cache=private"},
}
DATABASE_ROUTERS = ["site_.router.Router"]
AUTH_USER_MODEL = "people.Person"
PEOPLE_PROFILE_MODEL = "people.LargeProfile"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "site_.urls"
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
`,
  'people/__init__.py': '',
  'people/migrations/__init__.py': '',
  'people/models.py': `from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
class Person(AbstractBaseUser):
    email = models.EmailField(unique=True)
    USERNAME_FIELD = "email"
class Profile(models.Model):
    text = models.TextField()
    class Meta:
        swappable = "PEOPLE_PROFILE_MODEL"
class LargeProfile(models.Model):
    text = models.TextField()
`,
  'people/migrations/0001_initial.py': migration({
    body: 'initial = True',
    operations: `migrations.CreateModel(name="Person", fields=[${id}, ("password", models.CharField(max_length=128, verbose_name="password")), ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")), ("email", models.EmailField(max_length=254, unique=True))], options={"abstract": False}),
        migrations.CreateModel(name="LargeProfile", fields=[${id}, ("text", models.TextField())]),
        migrations.CreateModel(name="Profile", fields=[${id}, ("text", models.TextField())], options={"swappable": "PEOPLE_PROFILE_MODEL"})`,
  }),
  'shop/__init__.py': '',
  'shop/migrations/__init__.py': '',
  'shop/models.py': `from django.conf import settings
from django.db import models
class Product(models.Model):
    name = models.CharField(max_length=30)
    price = models.IntegerField(default=0)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)
    tags = models.ManyToManyField("people.LargeProfile")
`,
  'shop/migrations/0001_initial.py': migration({ body: 'initial = True', operations: product }),
  'shop/migrations/0002_price.py': migration({ deps: '("shop", "0001_initial")', operations: price }),
  'shop/migrations/0003_owner.py': migration({
    deps: `${swappable}, ("shop", "0002_price")`,
    operations: owner,
  }),
  'shop/migrations/0001_squashed_0003_owner.py': migration({
    deps: swappable,
    body: 'replaces = [("shop", "0001_initial"), ("shop", "0002_price"), ("shop", "0003_owner")]',
    operations: `${product}, ${price}, ${owner}`,
  }),
  'shop/migrations/0004_tags.py': migration({
    deps: '("shop", "0003_owner")',
    operations: 'migrations.AddField("product", "tags", models.ManyToManyField(to="people.LargeProfile"))',
  }),
  'stock/__init__.py': '',
  'stock/migrations/__init__.py': '',
  'stock/models.py': `from django.db import models
class Shelf(models.Model):
    left = models.IntegerField(default=0)
    right = models.IntegerField(default=0)
    class Meta:
        db_table = "shelves of 'stock'"
`,
  'stock/migrations/0001_initial.py': migration({
    body: 'initial = True\n    run_before = [("billing", "0001_initial")]',
    operations: `migrations.CreateModel(name="Shelf", fields=[${id}], options={"db_table": "shelves of 'stock'"})`,
  }),
  'stock/migrations/0002_left.py': migration({
    deps: '("stock", "0001_initial")',
    operations: 'migrations.AddField("shelf", "left", models.IntegerField(default=0))',
  }),
  'stock/migrations/0002_right.py': migration({
    deps: '("stock", "0001_initial")',
    operations: 'migrations.AddField("shelf", "right", models.IntegerField(default=0))',
  }),
  'stock/migrations/0003_merge.py': migration({ deps: '("stock", "0002_left"), ("stock", "0002_right")' }),
  'billing/__init__.py': '',
  'billing/migrations/__init__.py': '',
  'billing/models.py': `from django.db import models
class Bill(models.Model):
    total = models.IntegerField(default=0, db_column="to't al")
class Outside(models.Model):
    class Meta:
        managed = False
        db_table = "outside"
class Late(Bill):
    class Meta:
        proxy = True
`,
  'billing/migrations/0001_initial.py': migration({
    deps: '("shop", "__first__")',
    body: 'initial = True',
    operations: `migrations.CreateModel(name="Bill", fields=[${id}, ("total", models.IntegerField(default=0, db_column="to't al")), ("old", models.IntegerField(default=0))]),
        migrations.CreateModel(name="Outside", fields=[${id}], options={"managed": False, "db_table": "outside"}),
        migrations.CreateModel(name="Late", fields=[], options={"proxy": True, "indexes": [], "constraints": []}, bases=("billing.bill",))`,
  }),
  'billing/migrations/0002_code.py': migration({
    before: `
def forward(apps, editor):
    apps.get_model("billing", "Bill").objects.filter(total=-1).delete()
`,
    deps: '("billing", "0001_initial"), ("stock", "0003_merge")',
    operations:
      'migrations.RunPython(forward, migrations.RunPython.noop), migrations.RunSQL("UPDATE billing_bill SET old = 1", migrations.RunSQL.noop)',
  }),
  'billing/migrations/0003_one_way.py': migration({
    deps: '("billing", "0002_code")',
    operations:
      'migrations.SeparateDatabaseAndState(database_operations=[migrations.RunPython(migrations.RunPython.noop)]), migrations.RemoveField("bill", "old")',
  }),
  'plain/__init__.py': '',
  'plain/models.py': 'from django.db import models\nclass Loose(models.Model):\n    pass\n',
}
