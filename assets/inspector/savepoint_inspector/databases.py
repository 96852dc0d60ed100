"""The databases as the settings say them. Nothing is connected to, nothing is created."""

import os
import platform
from datetime import datetime, timezone

from . import project
from .failures import blaming
from .sqlite_name import file_of

# Engines that need no import to be known; others are asked for their vendor.
KNOWN = {
    "django.db.backends.sqlite3": "sqlite",
    "django.contrib.gis.db.backends.spatialite": "sqlite",
    "django.db.backends.postgresql": "postgresql",
    "django.db.backends.postgresql_psycopg2": "postgresql",
    "django.contrib.gis.db.backends.postgis": "postgresql",
    "django.db.backends.mysql": "mysql",
    "django.contrib.gis.db.backends.mysql": "mysql",
    "django.db.backends.oracle": "oracle",
    "django.contrib.gis.db.backends.oracle": "oracle",
}
ENGINES = ("sqlite", "postgresql", "mysql", "oracle")


def answer(channel, asked):
    channel.step("settings")
    settings = project.load_settings(asked)
    told = dict(who_answers(asked), databases=of_settings(settings, asked))
    return {"kind": "answer", "answer": told}


def who_answers(asked):
    import django

    return {
        "takenAt": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
        "pythonVersion": platform.python_version(),
        "djangoVersion": django.get_version(),
        "settingsModule": asked.settings,
    }


def of_settings(settings, asked):
    with blaming("settings-failed", asked):
        found = []
        for alias, said in settings.DATABASES.items():
            backend = said.get("ENGINE") or ""
            if backend in ("", "django.db.backends.dummy"):
                continue  # Django's own sign for "no database here"
            found.append(_database(alias, said, backend, asked.root))
        return found


def _database(alias, said, backend, root):
    name = said.get("NAME") or ""
    engine = engine_of(backend)
    told = {
        "alias": str(alias),
        "engine": engine,
        "backend": backend,
        "name": os.fsdecode(name) if isinstance(name, (bytes, os.PathLike)) else str(name),
        "path": None,
        "inMemory": False,
        "exists": None,
        "bytes": None,
    }
    if engine == "sqlite":
        path, told["inMemory"] = file_of(told["name"], root)
        told["path"] = path
        if path is not None:
            told["exists"], told["bytes"] = _look(path)
    return told


def engine_of(backend):
    if backend in KNOWN:
        return KNOWN[backend]
    try:
        from django.db.utils import load_backend

        vendor = load_backend(backend).DatabaseWrapper.vendor
    except Exception:
        # Its driver is missing: the name is the best there is to go by.
        vendor = next((one for one in ENGINES if one in backend.lower()), "other")
    return vendor if vendor in ENGINES else "other"


def _look(path):
    """(exists, bytes); exists is None where even looking isn't allowed."""
    try:
        facts = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False, None
    except (OSError, ValueError):
        return None, None
    return True, None if os.path.isdir(path) else facts.st_size
