"""What a migration's operations do, in Django's words, and whether rows or values are lost by them."""

import re

from django.conf import settings
from django.db.migrations import operations as ops

# RunSQL is free text: these words remove rows, values or what holds them.
DESTROYS = re.compile(
    r"\b(drop\s+(table|column|schema|database)|truncate|delete\s+from|replace\s+into)\b"
    r"|\balter\s+table\b[^;]*\bdrop\b(?!\s+(constraint|index|default|not|primary|foreign|key|check))",
    re.IGNORECASE,
)
DELETING_NAMES = {"delete", "_raw_delete", "truncate", "flush"}


class Tables:
    """Follows the names of tables through the migrations, in order, without rendering models."""

    def __init__(self):
        self._models = {}

    def describe(self, migration):
        return [self._operation(one, migration.app_label) for one in migration.operations]

    def _operation(self, operation, app):
        table = self._table(operation, app)
        forward, backward = self._destroys(operation, app)
        self._follow(operation, app)
        return {
            "type": type(operation).__name__,
            "says": _says(operation),
            "reversible": reversible(operation),
            "destroysForward": forward,
            "destroysBackward": backward,
            "table": table,
        }

    def _table(self, operation, app):
        if isinstance(operation, ops.SeparateDatabaseAndState):
            inner = [self._table(one, app) for one in operation.database_operations]
            return next((table for table in inner if table), None)
        if isinstance(operation, ops.CreateModel):
            return _table_of_new(app, operation)
        name = getattr(operation, "model_name", None) or getattr(operation, "name", None)
        if isinstance(operation, ops.RenameModel):
            name = operation.old_name
        if not isinstance(name, str):
            return None
        return self._models.get((app, name.lower()))

    def _destroys(self, operation, app):
        if isinstance(operation, ops.SeparateDatabaseAndState):
            inner = [self._destroys(one, app) for one in operation.database_operations]
            return any(one[0] for one in inner), any(one[1] for one in inner)
        if isinstance(operation, ops.RunSQL):
            return _sql_destroys(operation.sql), _sql_destroys(operation.reverse_sql)
        if isinstance(operation, ops.RunPython):
            return _code_deletes(operation.code), _code_deletes(operation.reverse_code)
        if self._table(operation, app) is None:
            return False, False  # unmanaged, proxy, swapped out, or not ours to judge
        if isinstance(operation, ops.AlterOrderWithRespectTo):
            return not operation.order_with_respect_to, bool(operation.order_with_respect_to)
        return (
            isinstance(operation, (ops.RemoveField, ops.DeleteModel)),
            isinstance(operation, (ops.AddField, ops.CreateModel)),
        )

    def _follow(self, operation, app):
        if isinstance(operation, ops.SeparateDatabaseAndState):
            for one in operation.state_operations or operation.database_operations:
                self._follow(one, app)
        elif isinstance(operation, ops.CreateModel):
            self._models[app, operation.name_lower] = _table_of_new(app, operation)
        elif isinstance(operation, ops.AlterModelTable):
            if self._models.get((app, operation.name_lower)):
                self._models[app, operation.name_lower] = operation.table or _default(app, operation.name)
        elif isinstance(operation, ops.AlterModelOptions):
            if operation.options.get("managed") is True:
                self._models.setdefault((app, operation.name_lower), _default(app, operation.name))
        elif isinstance(operation, ops.RenameModel):
            table = self._models.pop((app, operation.old_name_lower), None)
            if table == _default(app, operation.old_name):
                table = _default(app, operation.new_name)
            self._models[app, operation.new_name_lower] = table
        elif isinstance(operation, ops.DeleteModel):
            self._models.pop((app, operation.name_lower), None)


def reversible(operation):
    """As running it backwards would go: Django's own flag doesn't look inside SeparateDatabaseAndState."""
    if isinstance(operation, ops.SeparateDatabaseAndState):
        return bool(operation.reversible) and all(map(reversible, operation.database_operations))
    return bool(operation.reversible)


def runs_code(operation):
    if isinstance(operation, ops.SeparateDatabaseAndState):
        return any(map(runs_code, operation.database_operations))
    return isinstance(operation, (ops.RunPython, ops.RunSQL))


def _says(operation):
    try:
        return str(operation.describe())
    except Exception as error:  # a third-party operation; its name is still worth showing
        return "%s (%s)" % (type(operation).__name__, type(error).__name__)


def _table_of_new(app, operation):
    options = operation.options
    if options.get("proxy") or options.get("managed") is False or options.get("abstract"):
        return None
    swappable = options.get("swappable")
    chosen = getattr(settings, swappable, None) if swappable else None
    if chosen and str(chosen).lower() != ("%s.%s" % (app, operation.name)).lower():
        return None
    return options.get("db_table") or _default(app, operation.name)


def _default(app, model):
    return "%s_%s" % (app, model.lower())


def _sql_destroys(sql):
    if isinstance(sql, str):
        return DESTROYS.search(sql) is not None
    if isinstance(sql, (list, tuple)):
        return any(_sql_destroys(one[0] if isinstance(one, (list, tuple)) else one) for one in sql)
    return False


def _code_deletes(function):
    code = getattr(function, "__code__", None)
    pending = [code] if code is not None else []
    while pending:
        code = pending.pop()
        if DELETING_NAMES & set(code.co_names):
            return True
        pending.extend(one for one in code.co_consts if hasattr(one, "co_names"))
    return False
