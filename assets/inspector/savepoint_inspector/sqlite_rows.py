"""Rows of django_migrations straight from a SQLite file, without Django, without writing or creating anything.

https://www.sqlite.org/wal.html#read_only_databases
"""

import os
import sqlite3

from .sqlite_name import read_only_uri

WAIT_SECONDS = 5


class HotJournal(Exception):
    """A program was stopped in the middle of a write; reading needs SQLite to undo that first."""


def migration_rows(path):
    """[(app, name, applied text)], or None when there is no such table. A file that isn't there has none."""
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        return None
    if is_quiet_wal(path):
        rows = _read_untouched(path)
        if rows is not _CHANGED:
            return rows
    try:
        return _read(read_only_uri(path))
    except sqlite3.OperationalError as error:
        if os.path.exists(path + "-journal") and "locked" not in str(error):
            raise HotJournal(
                "a program was stopped while writing to this database; "
                "SQLite will put that right when it is next opened for writing (%s)" % error
            ) from error
        raise


def _read(uri):
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS)
    try:
        found = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = 'django_migrations'"
        ).fetchone()
        if found is None:
            return None
        return connection.execute("SELECT app, name, applied FROM django_migrations ORDER BY id").fetchall()
    finally:
        connection.close()


def is_quiet_wal(path):
    """WAL mode and nobody has it open: an ordinary read would leave a -wal and a -shm behind."""
    with open(path, "rb") as file:
        header = file.read(20)
    if header[18:20] != b"\x02\x02":
        return False
    return not os.path.exists(path + "-wal") and not os.path.exists(path + "-shm")


_CHANGED = object()


def _read_untouched(path):
    before = _stamp(path)
    try:
        rows = _read(read_only_uri(path, "&immutable=1"))
    except sqlite3.DatabaseError:
        # Either damaged or changed under us: the ordinary way tells which.
        return _CHANGED
    return rows if _stamp(path) == before and is_quiet_wal(path) else _CHANGED


def _stamp(path):
    facts = os.stat(path)
    return facts.st_size, facts.st_mtime_ns
