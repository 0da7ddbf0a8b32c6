"""Print the routes of an application and their schemas as JSON.

python probe.py MODULE:NAME, in the environment of its project
"""

import importlib
import json
import sys
from typing import Any


def main() -> None:
    """Load the application, and print what it says of itself and of what it mounts."""
    module, _, name = sys.argv[1].partition(":")
    app: Any = importlib.import_module(module)
    for part in name.removesuffix("()").split("."):
        app = getattr(app, part)
    found = described(app() if name.endswith("()") else app, "")
    sys.stdout.write(f"\n{json.dumps(found)}\n")


def described(app: Any, prefix: str) -> dict[str, Any]:
    """The operations below a prefix; each has its schemas in the place of references."""
    found: dict[str, Any] = {}
    if hasattr(app, "openapi"):
        spec = app.openapi()
        schemas = spec.get("components", {}).get("schemas", {})
        for path, operations in spec.get("paths", {}).items():
            found[prefix + path] = {"operations": operations, "schemas": schemas}
    for route in getattr(app, "routes", ()):
        below = getattr(route, "app", None)
        if hasattr(below, "openapi"):
            found.update(described(below, prefix + route.path))
    return found


if __name__ == "__main__":
    main()
