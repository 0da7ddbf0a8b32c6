"""What Copier runs before an update that crosses a version: recorded answers change.

Started as a script, so that it loads only what it needs: neither Copier nor Jinja.
"""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    sys.exit(import_module("extensions.migrations.migrating").main(sys.argv[1:]))
