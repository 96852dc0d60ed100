"""Django's system checks, as `manage.py check` runs them."""

import sys
import traceback

from django.core import checks

from .failures import locate, message_of

LEVELS = ((50, "critical"), (40, "error"), (30, "warning"), (20, "info"))


def run(asked, databases=None):
    """A check that itself stops (a broken urls.py, say) becomes a critical entry, not the end of the picture."""
    try:
        found = checks.run_checks(databases=databases)
    except (Exception, SystemExit) as error:
        traceback.print_exc(file=sys.stderr)
        file, line = locate(error, asked.root)
        return [
            {
                "level": "critical",
                "id": "savepoint.checks-stopped",
                "message": "%s: %s" % (type(error).__name__, message_of(error)),
                "hint": "%s, line %s" % (file, line) if file else None,
            }
        ]
    return [_told(one) for one in found if not one.is_silenced()]


def _told(one):
    return {
        "level": next((name for least, name in LEVELS if one.level >= least), "debug"),
        "id": str(one.id or ""),
        "message": str(one.msg),
        "hint": None if one.hint is None else str(one.hint),
    }
