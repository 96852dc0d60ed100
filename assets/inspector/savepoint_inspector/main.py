"""Reads the arguments, runs one mode, turns whatever happens into a line on the channel, and leaves."""

import argparse
import atexit
import gc
import os
import sys

from . import failures, secrets


def main(channel, arguments):
    asked = _parse(arguments)
    gc.disable()  # a short life: collecting costs a tenth of the time and frees nothing that matters
    channel.step("starting")
    try:
        channel.send(_answer(channel, asked))
    except failures.Stopped as stopped:
        channel.send(_without_secrets(stopped.problem))
    except (Exception, SystemExit) as error:  # whatever the project's code throws at an unforeseen place
        channel.send(_without_secrets(failures.describe(error, "project-code-failed", asked)))
    _leave()


def _without_secrets(problem):
    module = sys.modules.get("django.conf")
    return secrets.hide(problem, getattr(module, "settings", None))


def _parse(arguments):
    parser = argparse.ArgumentParser(prog="inspector")
    parser.add_argument("mode", choices=["inspect", "databases", "rehearse"])
    parser.add_argument("--root", required=True)
    parser.add_argument("--settings", required=True)
    parser.add_argument("--alias")
    parser.add_argument("--file")
    parser.add_argument("--bytecode", help="folder for compiled modules; without it none are written")
    asked = parser.parse_args(arguments)
    if asked.mode == "rehearse" and not (asked.alias and asked.file):
        parser.error("rehearse needs --alias and --file")
    asked.root = os.path.abspath(asked.root)
    return asked


def _answer(channel, asked):
    from . import project

    project.enter(asked)
    if asked.mode == "databases":
        from . import databases

        return databases.answer(channel, asked)
    if asked.mode == "inspect":
        from . import picture

        return picture.answer(channel, asked)
    from . import rehearsal

    return rehearsal.answer(channel, asked)


def _leave():
    """The project's own atexit handlers run; its threads that never end don't keep us here."""
    try:
        atexit._run_exitfuncs()
        sys.stderr.flush()
    except BaseException as error:  # the answer is out already; all that is left is to go
        os.write(2, ("savepoint: at exit: %r\n" % error).encode("utf-8", "replace"))
    os._exit(0)
