"""The project's current code on another file for one database: migrations, checks, one row of every model."""

import os
import sys
import traceback

from . import applied, databases, project, read_only
from .failures import Stopped, problem


def answer(channel, asked):
    channel.step("settings")
    settings = project.load_settings(asked)
    _swap(settings, asked)
    database = next(one for one in databases.of_settings(settings, asked) if one["alias"] == asked.alias)

    channel.step("apps")
    read_only.guard(asked.root)
    project.set_up(asked)
    from . import checks, graph, history

    channel.step("graph")
    migrations = graph.Migrations(asked)
    channel.step("applied")
    try:
        recorded, rows = applied.applied_in(database)
    except applied.Unreadable as error:
        raise Stopped(problem("database-not-readable", dict(error.told, path=asked.file))) from error
    told, inconsistent = history.Histories(migrations).of(asked.alias, recorded, rows)

    channel.step("checks")
    checked = checks.run(asked, databases=[asked.alias])
    if inconsistent:
        checked.insert(0, history.inconsistency_check(asked.alias, inconsistent))
    channel.step("models")
    return {
        "kind": "answer",
        "answer": {"migrations": told, "checks": checked, "models": read_models(asked.alias)},
    }


def _swap(settings, asked):
    asked.file = os.path.abspath(asked.file)
    said = settings.DATABASES.get(asked.alias)
    if said is None:
        raise Stopped(problem("database-unknown", {"alias": asked.alias}))
    if databases.engine_of(said.get("ENGINE") or "") != "sqlite":
        raise Stopped(problem("engine-unsupported", {"alias": asked.alias, "engine": said.get("ENGINE")}))
    if not os.path.isfile(asked.file):
        raise Stopped(problem("database-missing", {"path": asked.file}))
    said["NAME"] = asked.file


def read_models(alias):
    from django.db import connections, router

    from .contents import models

    found = [
        _read_one(model, alias)
        for model in models()
        if model._meta.managed and not model._meta.proxy and router.allow_migrate_model(alias, model)
    ]
    connections[alias].close()
    return found


def _read_one(model, alias):
    from django.db.models.query import QuerySet

    told = {
        "app": model._meta.app_label,
        "model": model._meta.object_name,
        "table": str(model._meta.db_table),
        "message": None,
    }
    try:
        # Not the model's own manager: that may hide rows, or fields.
        rows = list(QuerySet(model=model, using=alias).order_by()[:1])
        return dict(told, outcome="read" if rows else "empty")
    except Exception as error:  # whatever a field's own code makes of an old value
        traceback.print_exc(limit=-3, file=sys.stderr)
        message = "%s: %s" % (type(error).__name__, str(error).strip()[:400])
        return dict(told, outcome="failed", message=message)
