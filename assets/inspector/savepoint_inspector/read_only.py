"""Connections that the project itself opens to SQLite while it is looked at: for reading, and never making a file."""

import os

from .sqlite_name import file_of, read_only_uri


def guard(root, writable):
    """Start-up code of apps may query. It reads what is there; where there is no file it sees an empty database,
    as it would in the new file that Django would have made."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    plain = DatabaseWrapper.get_connection_params

    def get_connection_params(self):
        params = plain(self)
        path, _ = file_of(os.fsdecode(params["database"]), root)
        if path is None:
            return params
        if not os.path.exists(path):
            params["database"] = ":memory:"
        else:
            uri = read_only_uri(path)
            params["database"] = uri.replace("?mode=ro", "?mode=rw") if writable else uri
        params["uri"] = True
        return params

    DatabaseWrapper.get_connection_params = get_connection_params
