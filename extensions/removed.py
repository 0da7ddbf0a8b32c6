"""What Copier runs in the project after an update that removes an endpoint: `extensions/removing.py`.

Started as a script, as the task is, so that an update loads only what it needs.
"""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    sys.exit(import_module("extensions.removing").main(sys.argv[1:]))
