"""Apps and models as Django has them."""

import os
import sys
import sysconfig

import django
from django.apps import apps


def app_list(migrated, root):
    library = _library_folders()
    return [_app(config, migrated, root, library) for config in apps.get_app_configs()]


def _app(config, migrated, root, library):
    folder = os.path.abspath(config.path)
    own = os.path.dirname(os.path.abspath(django.__file__))
    from_django = _inside(folder, own)
    return {
        "label": config.label,
        "name": config.name,
        "folder": folder,
        "hasMigrations": config.label in migrated,
        "fromDjango": from_django,
        "thirdParty": not from_django
        and (not _inside(folder, root) or any(_inside(folder, one) for one in library)),
    }


def _library_folders():
    named = {sysconfig.get_paths().get(kind) for kind in ("purelib", "platlib")}
    named |= {one for one in sys.path if os.path.basename(one) in ("site-packages", "dist-packages")}
    return [one for one in named if one]


def _inside(path, folder):
    path, folder = (os.path.normcase(os.path.realpath(one)) for one in (path, folder))
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def models():
    """Every model with a table or a proxy of one; join tables that Django made too, swapped-out models not."""
    return apps.get_models(include_auto_created=True)


def model_list():
    return [
        {
            "app": model._meta.app_label,
            "model": model._meta.object_name,
            "table": str(model._meta.db_table),
            "managed": bool(model._meta.managed),
            "proxy": bool(model._meta.proxy),
        }
        for model in models()
    ]
