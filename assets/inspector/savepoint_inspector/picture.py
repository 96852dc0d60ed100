"""The whole picture in one go: settings, apps, graph, applied rows, changes, checks, models."""

from . import applied, databases, project, read_only, secrets
from .failures import blaming


def answer(channel, asked):
    clock = Timings(channel)
    clock.step("settings")
    settings = project.load_settings(asked)
    found = databases.of_settings(settings, asked)
    channel.send({"kind": "databases", "databases": found})

    clock.step("apps")
    if any(one["engine"] == "sqlite" for one in found):
        read_only.guard(asked.root)
    project.set_up(asked)
    from . import changes, checks, contents, graph, history

    clock.step("graph")
    migrations = graph.Migrations(asked)

    clock.step("applied")
    told, unreadable, remarks = histories(history.Histories(migrations), found)

    clock.step("changes")
    unmade = changes.unmade(migrations)

    clock.step("checks")
    checked = checks.run(asked)

    clock.step("models")
    with blaming("project-code-failed", asked):
        apps, models = contents.app_list(migrations.files.migrated_apps, asked.root), contents.model_list()
    picture = dict(
        databases.who_answers(asked),
        databases=found,
        apps=apps,
        models=models,
        migrations=told,
        unreadable=secrets.hide(unreadable, settings),
        unmade=unmade,
        checks=secrets.hide(remarks + checked, settings),
        timings=clock.stop(),
    )
    return {"kind": "picture", "picture": picture}


def histories(all_histories, found):
    """One database that can't be read doesn't hide the others."""
    from .history import inconsistency_check

    told, unreadable, remarks = {}, {}, []
    for database in found:
        alias = database["alias"]
        try:
            recorded, rows = applied.applied_in(database)
            told[alias], inconsistent = all_histories.of(alias, recorded, rows)
            if inconsistent:
                remarks.append(inconsistency_check(alias, inconsistent))
        except applied.Unreadable as error:
            unreadable[alias] = error.told
        except Exception as error:  # Django can't build the graph for these rows (a squash half applied)
            unreadable[alias] = {"type": type(error).__name__, "message": str(error)[:600]}
    return told, unreadable, remarks


class Timings:
    """Milliseconds by step; each step is said on the channel when it begins."""

    def __init__(self, channel):
        self._channel = channel
        self._spent = {}
        self._current = "starting"
        self._since = 0.0

    def step(self, name):
        self._close()
        self._current = name
        self._channel.step(name)

    def stop(self):
        self._close()
        return self._spent

    def _close(self):
        now = self._channel.after_ms()
        self._spent[self._current] = round(now - self._since, 1)
        self._since = now
