"""Compute the matrix again, after a change of its factors.

python -m tools.matrix
"""

import sys

from tests.rendering import matrix


def main() -> int:
    """Write the table; the exit status."""
    rows = matrix.computed()
    matrix.write(rows)
    print(
        f"{matrix.TABLE.name}: {len(rows)} rows in {len(matrix.in_services(rows))} services"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
