"""Which migrations each database has recorded, and when."""

from datetime import datetime, timezone

from . import sqlite_rows

CONNECT_SECONDS = 5


class Unreadable(Exception):
    def __init__(self, error):
        super().__init__(str(error))
        self.told = {"type": type(error).__name__, "message": str(error).strip()[:600]}


def applied_in(database):
    """(recorded?, {(app, name): ISO time}) of one database as `databases` describes it. Raises Unreadable."""
    try:
        if database["inMemory"]:
            return False, {}
        if database["engine"] == "sqlite":
            if database["path"] is None:
                return False, {}
            rows = sqlite_rows.migration_rows(database["path"])
        else:
            rows = _through_django(database["alias"])
        if rows is None:
            return False, {}
        from django.db import connections

        zone = _zone_of(connections[database["alias"]])
        return True, {(app, name): iso(when, zone) for app, name, when in rows}
    except Exception as error:  # a missing driver, a server that is down, a damaged file: this alias only
        raise Unreadable(error) from error


def _through_django(alias):
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    connection = connections[alias]
    if connection.vendor in ("postgresql", "mysql"):
        # A server that doesn't answer must not use up the whole time of the inspection.
        options = connection.settings_dict.setdefault("OPTIONS", {})
        options.setdefault("connect_timeout", CONNECT_SECONDS)
    recorder = MigrationRecorder(connection)
    try:
        if not recorder.has_table():
            return None
        return list(recorder.migration_qs.order_by("id").values_list("app", "name", "applied"))
    finally:
        connection.close()


def _zone_of(connection):
    """The zone that Django writes its times in: the connection's, or without USE_TZ the default one."""
    from django.conf import settings
    from django.utils import timezone as django_timezone

    if settings.USE_TZ:
        return connection.timezone or timezone.utc
    return django_timezone.get_default_timezone()


def iso(when, zone):
    """ISO time with offset, from what the database holds; null where it holds no time."""
    if isinstance(when, str):
        try:
            when = datetime.fromisoformat(when.strip())
        except ValueError:
            return None
    if not isinstance(when, datetime):
        return None
    if when.tzinfo is None:
        # pytz (Django 3.2) has to be asked in its own way.
        localize = getattr(zone, "localize", None)
        when = localize(when, is_dst=False) if localize else when.replace(tzinfo=zone)
    return when.isoformat()
