"""Connections that the project itself opens to SQLite while it is looked at: for reading, and never making a file."""

import os
import re
import sqlite3

from .sqlite_name import file_of, read_only_uri
from .sqlite_rows import is_quiet_wal

# Setting the journal mode on each connection is common; on one that only reads it fails, so it is asked instead.
SETS_JOURNAL = re.compile(r"^\s*pragma\s+(?:\w+\.)?journal_mode\s*(?:=|\().*$", re.IGNORECASE | re.DOTALL)


def guard(root):
    """Start-up code of apps may query. It reads what is there; where there is no file it sees an empty database,
    as it would in the new file that Django would have made."""
    from django.db.backends.sqlite3 import base

    plain_params = base.DatabaseWrapper.get_connection_params
    plain_execute = base.SQLiteCursorWrapper.execute

    def get_connection_params(self):
        params = plain_params(self)
        path, _ = file_of(os.fsdecode(params["database"]), root)
        if path is not None:
            params.update(database=_for_reading(path), uri=True)
            params.setdefault("factory", _Reading)
        return params

    def execute(self, query, *params):
        return plain_execute(self, _asking(query), *params)

    base.DatabaseWrapper.get_connection_params = get_connection_params
    base.SQLiteCursorWrapper.execute = execute


def _for_reading(path):
    if not os.path.exists(path):
        return ":memory:"
    try:
        quiet = os.path.getsize(path) > 0 and is_quiet_wal(path)
    except OSError:
        quiet = False  # a folder, or not readable: SQLite has the better words for it
    return read_only_uri(path, "&immutable=1" if quiet else "")


class _Reading(sqlite3.Connection):
    def execute(self, query, *params):
        return super().execute(_asking(query), *params)


def _asking(query):
    return "PRAGMA journal_mode" if isinstance(query, str) and SETS_JOURNAL.match(query) else query
