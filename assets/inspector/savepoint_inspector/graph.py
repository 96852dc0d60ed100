"""Django's own graph of the migrations: files read once, then one graph per set of applied rows."""

import sys

from django.db.migrations import loader as django_loader
from django.db.migrations.exceptions import InconsistentMigrationHistory, NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor

from .failures import Stopped, blaming, describe, line_of


class _Recorded:
    """Stands where Django would have a connection: these rows, read by us."""

    def __init__(self, alias, applied):
        self.alias = alias
        self.applied = applied


class _Recorder:
    def __init__(self, recorded):
        self._recorded = recorded

    def applied_migrations(self):
        return dict(self._recorded.applied)


class Loader(django_loader.MigrationLoader):
    """Django's loader on files that were read before, so that every version's own rules for squashes apply."""

    def __init__(self, files, recorded):
        self._files = files
        super().__init__(recorded, ignore_no_migrations=True)

    def load_disk(self):
        self.disk_migrations = self._files.disk_migrations
        self.unmigrated_apps = self._files.unmigrated_apps
        self.migrated_apps = self._files.migrated_apps


class Migrations:
    """All that is on disk. `for_rows` gives the graph as one database sees it."""

    def __init__(self, asked):
        self._asked = asked
        django_loader.MigrationRecorder = _Recorder
        with blaming("migrations-unreadable", asked):
            self.files = django_loader.MigrationLoader(None, load=False, ignore_no_migrations=True)
            self.files.load_disk()
        try:
            self.unapplied = Loader(self.files, None)
        except Exception as error:  # a missing parent, a circle, a dependency on an unknown app
            raise Stopped(self._explain(error)) from error
        self.replaced = {old for one in self.unapplied.replacements.values() for old in one.replaces}

    def for_rows(self, alias, applied):
        """Raises what Django raises, for instance when a squash is half applied and its files are gone."""
        recorded = _Recorded(alias, {key: self._on_disk(key) for key in applied})
        if self.unapplied.replacements:
            return Loader(self.files, recorded)
        # Without squashes the rows don't shape the graph.
        shared = Loader.__new__(Loader)
        shared.__dict__.update(self.unapplied.__dict__)
        shared.connection = recorded
        shared.applied_migrations = dict(recorded.applied)
        return shared

    def _on_disk(self, key):
        return self.files.disk_migrations.get(key, True)

    def _explain(self, error):
        told = describe(error, "migrations-unreadable", self._asked)
        origin = getattr(error, "origin", None) if isinstance(error, NodeNotFoundError) else None
        if origin is not None:
            key = (getattr(origin, "app_label", None), getattr(origin, "name", None))
            file = file_of(self.files.disk_migrations.get(key))
            told["facts"].update(file=file, line=line_of(file, error.node[1]) if file else None)
        return told


def file_of(migration):
    module = sys.modules.get(type(migration).__module__)
    return getattr(module, "__file__", None)


def inconsistency(loader):
    """Django's sentence when a migration is applied before one that it needs (`migrate` then refuses); else None."""
    try:
        loader.check_consistent_history(loader.connection)
    except InconsistentMigrationHistory as error:
        return str(error)
    return None


def plan_of(loader):
    """What `migrate` would run: [(migration, backwards)]."""
    executor = MigrationExecutor.__new__(MigrationExecutor)
    executor.loader = loader
    return executor.migration_plan(loader.graph.leaf_nodes())


def order_of(loader):
    """Keys in the order of `showmigrations --plan`."""
    order, seen = [], set()
    for target in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(target):
            if key not in seen:
                seen.add(key)
                order.append(key)
    return order
