"""Passwords and keys that the settings hold: never said, whoever repeats them in an error."""

SECRET_SETTINGS = ("SECRET_KEY", "EMAIL_HOST_PASSWORD", "AWS_SECRET_ACCESS_KEY")
MARK = "\u2022\u2022\u2022"


def hide(value, settings):
    """The same lines, texts, lists and dictionaries with every known secret replaced."""
    known = sorted(_known(settings), key=len, reverse=True)
    return _hide(value, known) if known else value


def _known(settings):
    if settings is None or not settings.configured:
        return set()
    # What was loaded already; a setting that raises when asked for is left alone.
    held = vars(settings._wrapped)
    found = {held.get(name) for name in SECRET_SETTINGS}
    databases = held.get("DATABASES")
    for one in databases.values() if isinstance(databases, dict) else ():
        if isinstance(one, dict):
            found.add(one.get("PASSWORD"))
    return {one for one in found if isinstance(one, str) and len(one) >= 4}


def _hide(value, known):
    if isinstance(value, str):
        for secret in known:
            value = value.replace(secret, MARK)
        return value
    if isinstance(value, dict):
        return {name: _hide(one, known) for name, one in value.items()}
    if isinstance(value, list):
        return [_hide(one, known) for one in value]
    return value
