"""The extension that Copier loads: it loads this template version's own package.

An update runs two versions of the template in one process. Each copy of this file
loads the package that it stands in, under a name made from its own path.
"""

import sys
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from copier.errors import UserMessageError

OLDEST_PYTHON = (3, 11)


def package_of(folder: Path) -> str:
    """Load the package in `folder`, and return the name that it got."""
    name = f"extensions_{sha256(str(folder).encode()).hexdigest()[:16]}"
    if name not in sys.modules:
        spec = spec_from_file_location(
            name,
            folder / "__init__.py",
            submodule_search_locations=[str(folder)],
        )
        if spec is None or spec.loader is None:
            raise ImportError(f"{folder} is no package")
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return name


if sys.version_info < OLDEST_PYTHON:
    raise UserMessageError(
        f"This template needs Python {'.'.join(map(str, OLDEST_PYTHON))} or newer; "
        f"Copier runs in Python {sys.version.split()[0]}.",
    )
Generator = import_module(f"{package_of(Path(__file__).parent)}.hook").Generator
