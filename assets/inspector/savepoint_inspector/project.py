"""Becomes the process that `manage.py` would be: folder, path, arguments, settings; then Django's setup."""

import os
import re
import sys

from . import bytecode
from .failures import Stopped, blaming, describe, line_of, problem


def enter(asked):
    if not os.path.isdir(asked.root):
        raise Stopped(problem("project-code-failed", {"type": "NotADirectoryError", "message": asked.root}))
    bytecode.keep_in(asked.bytecode)
    os.chdir(asked.root)
    sys.path.insert(0, asked.root)
    # Settings often look at the command that runs; this one reads only.
    sys.argv[:] = [os.path.join(asked.root, "manage.py"), "showmigrations"]
    os.environ["DJANGO_SETTINGS_MODULE"] = asked.settings
    _need_django()
    _run_own_manage_py(asked)
    os.environ["DJANGO_SETTINGS_MODULE"] = asked.settings


def _need_django():
    try:
        import django
    except ModuleNotFoundError as error:
        if error.name != "django":
            raise
        raise Stopped(
            problem("django-missing", {"folder": sys.prefix, "python": sys.executable}, [str(error)])
        ) from error
    if not hasattr(django, "VERSION"):  # a folder called django on the path, without the package
        raise Stopped(problem("django-missing", {"folder": sys.prefix, "python": sys.executable}))
    if django.VERSION[:2] < (3, 2):
        raise Stopped(
            problem("django-unsupported", {"version": django.get_version(), "folder": sys.prefix})
        )


def load_settings(asked):
    """Imports the settings module and returns Django's settings object."""
    with blaming("settings-failed", asked):
        from django.conf import settings

        settings.INSTALLED_APPS  # noqa: B018  the first look imports the module
        settings.DATABASES  # noqa: B018
    return settings


def set_up(asked):
    """django.setup(), with what goes wrong blamed on the settings or on the code."""
    try:
        import django

        django.setup()
    except (Exception, SystemExit) as error:
        raise Stopped(_setup_failure(error, asked)) from error
    from django.utils import translation

    # As makemigrations does: translated texts are no changes of a model.
    if translation.get_language() is not None:
        translation.deactivate_all()


def _setup_failure(error, asked):
    from django.core.exceptions import ImproperlyConfigured

    told = describe(error, "project-code-failed", asked)
    if told["facts"]["file"] is None:
        # Nothing of the project ran: the settings name something that isn't there.
        told["code"] = "settings-failed"
        _point_at_settings(told["facts"], error, asked)
    elif isinstance(error, ImproperlyConfigured):
        told["code"] = "settings-failed"
    return told


def _point_at_settings(facts, error, asked):
    file = getattr(sys.modules.get(asked.settings), "__file__", None)
    if file is None:
        return
    facts["file"] = file
    named = getattr(error, "name", None) or next(iter(re.findall(r"'([\w.]+)'", str(error))), None)
    facts["line"] = line_of(file, named) if named else None


def _run_own_manage_py(asked):
    """A manage.py that changes the path or loads a .env does so here too, up to where Django would take over."""
    file = os.path.join(asked.root, "manage.py")
    try:
        with open(file, encoding="utf-8", errors="replace") as source:
            text = source.read()
    except OSError:
        return  # the settings may still work without it
    if _is_plain(text):
        return
    import runpy

    from django.core import management

    kept = management.execute_from_command_line, management.call_command
    management.execute_from_command_line = management.call_command = _taken_over
    try:
        with blaming("settings-failed", asked, "manage"):
            runpy.run_path(file, run_name="__main__")
    except Stopped as stopped:
        if stopped.problem["facts"]["type"] != _TakenOver.__name__:
            raise
    finally:
        management.execute_from_command_line, management.call_command = kept


def _is_plain(text):
    """Django's own template: nothing but naming the settings and handing over."""
    imported = set(re.findall(r"^\s*(?:from|import)\s+(\w+)", text, re.MULTILINE))
    changes = len(re.findall(r"\bos\s*\.\s*(?:environ|chdir|putenv)\b", text))
    return imported <= {"os", "sys", "django"} and "sys.path" not in text and changes <= 1


class _TakenOver(BaseException):
    pass


def _taken_over(*_arguments, **_options):
    raise _TakenOver
