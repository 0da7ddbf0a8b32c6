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
"""The modules of `steps` that each runs.

Their `main` gets the folder of the project and the arguments, and yields lines for the user.
"""

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)
    step, *arguments = sys.argv[1:]
    problem = import_module("extensions.answers.problem").Problem
    try:
        for name in STEPS[step]:
            module = import_module(f"extensions.steps.{name}")
            for line in module.main(Path.cwd(), *arguments):
                sys.stderr.write(f"{line}\n")
    except problem as stopped:
        sys.exit(str(stopped))
