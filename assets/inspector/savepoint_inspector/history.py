"""The migrations as one database has them: what the contract calls DatabaseMigrations."""

from django.conf import settings

from . import graph
from .operations import Tables, reversible, runs_code


class Histories:
    def __init__(self, migrations):
        self._migrations = migrations
        self._told = {}

    def of(self, alias, recorded, applied):
        """(DatabaseMigrations, Django's sentence about an inconsistent history or None)."""
        loader = self._migrations.for_rows(alias, applied)
        order = graph.order_of(loader)
        conflicts = loader.detect_conflicts()
        inconsistent = graph.inconsistency(loader)
        plan = [] if conflicts or inconsistent else graph.plan_of(loader)
        self._tell(loader, order)
        listed = [self._state(loader, key, applied) for key in order]
        return {
            "recorded": recorded,
            "migrations": listed + [_ghost(key, applied[key]) for key in self._ghosts(loader, applied)],
            "conflicts": [{"app": app, "names": list(conflicts[app])} for app in sorted(conflicts)],
            "plan": [
                {"app": one.app_label, "name": one.name, "backwards": bool(back)} for one, back in plan
            ],
        }, inconsistent

    def _ghosts(self, loader, applied):
        """In the order they were recorded in."""
        known = self._migrations.files.disk_migrations
        return [
            key
            for key in applied
            if key not in known and key not in loader.graph.nodes and key not in self._migrations.replaced
        ]

    def _tell(self, loader, order):
        """What doesn't depend on rows, once per set of graph nodes, in an order that follows the tables."""
        key = tuple(order) if self._migrations.replaced else None
        if self._told.get("for") == (key,):
            return
        tables = Tables()
        self._told = {"for": (key,)}
        for node in order:
            self._told[node] = _about(loader, loader.graph.nodes[node], tables)

    def _state(self, loader, key, applied):
        is_applied = key in loader.applied_migrations
        return dict(
            self._told[key],
            applied=is_applied,
            appliedAt=_when(key, loader.graph.nodes[key], applied) if is_applied else None,
        )


def _when(key, migration, applied):
    """Of its own row, or for a squash that Django hasn't recorded yet, of the last that it replaces."""
    if key in applied:
        return applied[key]
    times = [applied[old] for old in map(tuple, migration.replaces) if applied.get(old)]
    return max(times) if times else None


def _about(loader, migration, tables):
    key = (migration.app_label, migration.name)
    dependencies = _resolved(loader, key, migration.dependencies)
    same_app = [one for one in dependencies if one[0] == key[0]]
    initial = migration.initial if migration.initial is not None else not same_app
    return {
        "app": key[0],
        "name": key[1],
        "ghost": False,
        "replaces": _keys(migration.replaces),
        "dependencies": _keys(dependencies),
        "runBefore": _keys(_resolved(loader, key, migration.run_before)),
        "reversible": all(map(reversible, migration.operations)),
        "initial": bool(initial),
        "merge": len(same_app) > 1,
        "runsCode": any(map(runs_code, migration.operations)),
        "operations": tables.describe(migration),
        "file": graph.file_of(migration),
    }


def _resolved(loader, key, named):
    """`__first__` and `__latest__` by name; what a squash replaced, by the squash. Apps without migrations left out."""
    found = []
    for one in named:
        one = loader.check_key(tuple(one), key[0])
        if one is None:
            continue
        if one not in loader.graph.nodes:
            one = next((new for new, it in loader.replacements.items() if one in it.replaces), one)
        if one != key and one not in found:
            found.append(one)
    return found


def _keys(pairs):
    return [{"app": app, "name": name} for app, name in (tuple(pair)[:2] for pair in pairs)]


def _ghost(key, when):
    return {
        "app": key[0],
        "name": key[1],
        "applied": True,
        "appliedAt": when,
        "ghost": True,
        "replaces": [],
        "dependencies": [],
        "runBefore": [],
        "reversible": None,
        "initial": False,
        "merge": False,
        "runsCode": False,
        "operations": [],
        "file": None,
    }


def inconsistency_check(alias, sentence):
    """Said among the checks, as the contract has no better place: `migrate` refuses while this is so."""
    return {
        "level": "error",
        "id": "savepoint.inconsistent-history",
        "message": sentence,
        "hint": "Database %s." % alias if alias != getattr(settings, "DEFAULT_DB_ALIAS", "default") else None,
    }
