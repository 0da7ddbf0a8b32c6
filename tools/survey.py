"""Print what the survey finds in a project, and where.

python -m tools.survey FOLDER
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extensions.survey.report import report
from extensions.survey.survey import Survey


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the mapping of a folder; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.survey",
        description="Print what the survey finds in a project, and where.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    folder = parser.parse_args(arguments).folder
    survey = Survey.of(folder)
    if not survey.has_app:
        print(f"There is no FastAPI application in {folder}", file=sys.stderr)
        return 1
    print(report(survey))
    return 0


if __name__ == "__main__":
    sys.exit(main())
