"""What Copier starts as a script: `launch.py STEP ARGUMENTS`.

A process of its own loads only what the step needs: neither Copier nor Jinja.
"""

import sys
from importlib import import_module
from pathlib import Path

STEPS = {
    "written": ("registering", "steps.layout"),
    "migrate": ("migrations.migrating",),
    "follow": ("revisions.following",),
    "settle": ("updating.main",),
    "remove": ("removing",),
}
"""The modules of each step, whose `main` gets the arguments."""

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    step, *arguments = sys.argv[1:]
    for module in STEPS[step]:
        if status := import_module(f"extensions.{module}").main(arguments):
            sys.exit(status)
