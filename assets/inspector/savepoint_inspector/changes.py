"""Model changes that no migration holds yet: what `makemigrations` would write, without writing or asking."""

import sys
import traceback

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState


def unmade(migrations):
    """[{app, says}], or None where it can't be told: conflicts, or models that Django can't compare."""
    loader = migrations.unapplied
    if loader.detect_conflicts():
        return None
    try:
        detector = MigrationAutodetector(
            loader.project_state(),
            ProjectState.from_apps(apps),
            # The plain one answers everything by its defaults; the others ask, or exit.
            MigrationQuestioner(specified_apps=set(), dry_run=True),
        )
        found = detector.changes(graph=loader.graph)
        return [
            {"app": app, "says": [str(op.describe()) for one in found[app] for op in one.operations]}
            for app in sorted(found)
        ]
    except (Exception, SystemExit):  # a field that can't be deconstructed, a state that can't be built
        traceback.print_exc(file=sys.stderr)
        return None
