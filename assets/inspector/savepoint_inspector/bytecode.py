"""Compiled modules: those that are there are used, new ones go to a folder of Savepoint's, never into the project."""

import os
import sys
from importlib import machinery


def keep_in(folder):
    sys.dont_write_bytecode = True
    if not folder:
        return
    _Loader.folder = os.path.join(folder, sys.implementation.cache_tag or "python")
    hook = machinery.FileFinder.path_hook(
        (machinery.ExtensionFileLoader, machinery.EXTENSION_SUFFIXES),
        (_Loader, machinery.SOURCE_SUFFIXES),
        (machinery.SourcelessFileLoader, machinery.BYTECODE_SUFFIXES),
    )
    for at, known in enumerate(sys.path_hooks):
        if getattr(known, "__name__", "") == "path_hook_for_FileFinder":
            sys.path_hooks[at] = hook
            sys.path_importer_cache.clear()
            return


class _Loader(machinery.SourceFileLoader):
    folder = ""

    def get_data(self, path):
        """Ours first. Whether it fits its source is checked by Python, as always."""
        if path.endswith(".pyc"):
            try:
                return super().get_data(self._ours(path))
            except OSError:
                return super().get_data(path)
        return super().get_data(path)

    def get_code(self, fullname):
        # Python asks dont_write_bytecode right before _cache_bytecode; no project code runs in between.
        sys.dont_write_bytecode = False
        try:
            return super().get_code(fullname)
        finally:
            sys.dont_write_bytecode = True

    def _cache_bytecode(self, source_path, bytecode_path, data):
        target = self._ours(bytecode_path)
        beside = "%s.%d" % (target, os.getpid())
        try:
            os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
            with open(beside, "wb") as file:
                file.write(data)
            os.replace(beside, target)
        except OSError:
            # Full disk, too long a path: it works without, only slower next time.
            return

    def _ours(self, path):
        drive, rest = os.path.splitdrive(os.path.abspath(path))
        return os.path.join(self.folder, drive.replace(":", "").strip("\\/"), rest.lstrip("\\/"))
