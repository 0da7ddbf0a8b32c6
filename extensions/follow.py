"""The step that Copier runs in the project after an update: the database follows.

Started as a script, so that it loads only what it needs: neither Copier nor Jinja.
"""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    sys.exit(import_module("extensions.revisions.following").main(sys.argv[1:]))
