"""What Django's own commands say, as one JSON line: showmigrations --plan, migrate --plan, makemigrations --check."""

import io
import json
import os
import re
import sys

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "site_.settings"
kept = os.dup(1)
os.dup2(2, 1)

import django  # noqa: E402

django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from django.db.migrations.exceptions import InconsistentMigrationHistory  # noqa: E402


def ask(*words, **options):
    out = io.StringIO()
    try:
        call_command(*words, stdout=out, stderr=io.StringIO(), no_color=True, **options)
    except (CommandError, InconsistentMigrationHistory) as error:
        return out.getvalue(), "refused", str(error)
    except SystemExit as left:
        return out.getvalue(), "exit %s" % left.code, ""
    return out.getvalue(), "done", ""


answer = {"version": django.get_version(), "shown": {}, "planned": {}}
for alias in ("default", "other"):
    answer["shown"][alias] = ask("showmigrations", "--plan", database=alias)[0].strip().splitlines()
    text, how, why = ask("migrate", "--plan", database=alias)
    heads = [line for line in text.splitlines() if re.match(r"^\w+\.\w+$", line)]
    answer["planned"][alias] = {"how": how, "why": why, "names": heads}
text, how, why = ask("makemigrations", "--check", "--dry-run", interactive=False)
answer["unmade"] = {"how": how, "why": why, "apps": sorted(re.findall(r"^Migrations for '(\w+)':", text, re.MULTILINE))}
from django.core import checks  # noqa: E402

answer["checks"] = sorted(one.id for one in checks.run_checks() if not one.is_silenced())
os.write(kept, json.dumps(answer).encode("ascii"))
