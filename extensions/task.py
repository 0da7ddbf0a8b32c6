"""The task that Copier runs in the project after it has written: it registers.

Started as a script, so that it loads only what it needs: neither Copier nor Jinja.
"""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    sys.exit(import_module("extensions.registering").main(sys.argv[1:]))
