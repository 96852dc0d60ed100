"""Which file SQLite opens for a NAME, as Django hands it over (Django always asks for URI names).

https://www.sqlite.org/uri.html
"""

import os
from urllib.parse import quote, unquote, unquote_to_bytes


def file_of(name, root, windows=os.name == "nt"):
    """(absolute path or None, in memory?). No path either when NAME is empty: that is a temporary database."""
    if name == ":memory:" or "mode=memory" in name:  # Django's own two signs
        return None, True
    if not name.startswith("file:"):
        return (os.path.normpath(os.path.join(root, name)), False) if name else (None, False)
    path, parameters = _parts(name)
    if path == ":memory:" or parameters.get("mode") == "memory" or parameters.get("vfs") == "memdb":
        return None, True
    if windows and len(path) > 2 and path[0] == "/" and path[2] == ":":
        path = path[1:]
    return (os.path.normpath(os.path.join(root, path)), False) if path else (None, False)


def _parts(uri):
    rest = uri[len("file:") :].split("#", 1)[0]
    rest, _, query = rest.partition("?")
    if rest.startswith("//"):
        rest = rest[2:]
        host, slash, path = rest.partition("/")
        rest = slash + path if host in ("", "localhost") else "//" + rest
    # A %00 ends the name, as it does for SQLite.
    path = os.fsdecode(unquote_to_bytes(rest).split(b"\0", 1)[0])
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return path, {unquote(key): unquote(value) for key, _, value in pairs}


def read_only_uri(path, extra=""):
    """A URI that opens exactly this file for reading, whatever characters are in its name."""
    spelled = os.path.abspath(path).replace(os.sep, "/")
    if spelled.startswith("//"):  # a Windows share: SQLite takes no host, so the slashes go into the path
        spelled = "//" + spelled
    elif not spelled.startswith("/"):  # C:/...
        spelled = "///" + spelled
    else:
        spelled = "//" + spelled
    return "file:%s?mode=ro%s" % (quote(os.fsencode(spelled), safe="/:"), extra)
