"""What Copier starts as a script: `launch.py STEP ARGUMENTS`.

A process of its own loads only what the step needs: not Copier, and Jinja only to follow.
"""

import sys
from importlib import import_module
from pathlib import Path

STEPS = {
    "written": ("register", "layout", "complete"),
    "migrate": ("migrate",),
    "follow": ("follow",),
    "settle": ("settle",),
    "remove": ("remove",),
}
"""The modules of `steps` that each runs: their `main` gets the arguments."""

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    step, *arguments = sys.argv[1:]
    for module in STEPS[step]:
        if status := import_module(f"extensions.steps.{module}").main(arguments):
            sys.exit(status)
