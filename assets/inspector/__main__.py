"""Savepoint's inspector: asks a Django project about itself and answers as JSON lines.

Run as: python -X utf8 <this folder> inspect|databases|rehearse --root ROOT --settings MODULE [--alias A --file F]
"""

import sys

sys.dont_write_bytecode = True  # nothing is left behind, in our folder either

# Before anything else: from here on whatever the project prints goes to stderr.
from savepoint_inspector.channel import Channel  # noqa: E402

CHANNEL = Channel.claim()

# Python put this folder first on the path; a project's own modules must not meet ours there.
sys.path.pop(0)

from savepoint_inspector.main import main  # noqa: E402

if __name__ == "__main__":
    main(CHANNEL, sys.argv[1:])
