"""What stopped the project's code, and where in the project: file, line, type, message."""

import os
import sys
import traceback

MOST_MESSAGE = 600
MOST_LINES = 40


class Stopped(Exception):
    """Carries the problem line that is sent instead of an answer."""

    def __init__(self, problem):
        super().__init__(problem["code"])
        self.problem = problem


def problem(code, facts, evidence=()):
    return {"kind": "problem", "code": code, "facts": facts, "evidence": list(evidence)}


class blaming:
    """`with blaming("settings-failed", asked): ...` turns anything raised inside into that problem."""

    def __init__(self, code, asked, module=None):
        self._code, self._asked, self._module = code, asked, module

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is None or isinstance(error, (Stopped, KeyboardInterrupt, GeneratorExit)):
            return False
        raise Stopped(describe(error, self._code, self._asked, self._module)) from error


def describe(error, code, asked, module=None):
    file, line = locate(error, asked.root)
    facts = {
        "module": module or asked.settings,
        "type": type(error).__name__,
        "message": message_of(error),
        "file": file,
        "line": line,
    }
    lines = "".join(traceback.format_exception(type(error), error, error.__traceback__)).splitlines()
    return problem(code, facts, [one for one in lines if one.strip()][-MOST_LINES:])


def message_of(error):
    if isinstance(error, SyntaxError):
        return str(error.msg)[:MOST_MESSAGE]
    if isinstance(error, SystemExit):
        return "it called exit(%r)" % (error.code,)
    return str(error)[:MOST_MESSAGE]


def locate(error, root):
    """(file, line) of a SyntaxError, else of the deepest frame in the project, of the error or what caused it."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, SyntaxError) and error.filename:
            return os.path.abspath(error.filename), error.lineno
        found = _deepest(error.__traceback__, root)
        if found is not None:
            return found
        error = error.__cause__ or error.__context__
    return None, None


def _deepest(trace, root):
    found = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if is_project_file(file, root):
            found = (os.path.abspath(file), trace.tb_lineno)
        trace = trace.tb_next
    return found


def is_project_file(file, root):
    """Inside the project's folder and not in an environment that lies in it."""
    if file.startswith("<"):
        return False
    full = os.path.normcase(os.path.realpath(file))
    folder = os.path.normcase(os.path.realpath(root))
    if not full.startswith(folder.rstrip(os.sep) + os.sep):
        return False
    prefix = os.path.normcase(os.path.realpath(sys.prefix))
    if full.startswith(prefix + os.sep) and prefix != folder:
        return False
    parts = full.split(os.sep)
    return "site-packages" not in parts and "dist-packages" not in parts


def line_of(file, text):
    """Line on which `text` stands in a source file; None when it doesn't or the file can't be read."""
    try:
        with open(file, encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if text in line:
                    return number
    except OSError:
        return None
    return None
