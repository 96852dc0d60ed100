"""A channel of our own on what was stdout, that nothing in the project can write into by accident."""

import json
import os
import sys
import time

# Exit codes when an answer can't be given any more; the adapter calls both inspector-crashed.
LOST_CHANNEL = 97


class Channel:
    def __init__(self, fd):
        self._fd = fd
        self._pid = os.getpid()
        self._identity = _identity(fd)
        self._started = time.perf_counter()

    @classmethod
    def claim(cls):
        """Keeps the original stdout for us and points fd 1 at stderr, for C code and child processes too."""
        sys.stdout.flush()
        private = os.dup(1)  # not inheritable: no child of the project can hold or fill it
        os.dup2(2, 1)
        return cls(private)

    def after_ms(self):
        return round((time.perf_counter() - self._started) * 1000, 1)

    def step(self, name):
        self.send({"kind": "step", "step": name, "afterMs": self.after_ms()})

    def send(self, fact):
        """One line, whole. A fork of the project must not answer for us; a number that was closed and given
        to another file must not be written to: it could be the database."""
        if os.getpid() != self._pid:
            return
        if _identity(self._fd) != self._identity:
            os.write(2, b"savepoint: the project closed the channel of the inspector\n")
            os._exit(LOST_CHANNEL)
        rest = memoryview(json.dumps(fact, default=str).encode("ascii") + b"\n")
        while rest:
            try:
                rest = rest[os.write(self._fd, rest) :]
            except BlockingIOError:
                time.sleep(0.001)


def _identity(fd):
    try:
        facts = os.fstat(fd)
    except OSError:
        return None
    return (facts.st_dev, facts.st_ino, facts.st_mode)
