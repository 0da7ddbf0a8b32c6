"""Modules as the project writes its own."""

from extensions.spec.fitted.source import fitted
from tests.extensions.spec.fitted.projects import endpoint

SOURCE = """\
\"\"\"One module.\"\"\"

from app.db import Base
from sqlalchemy.ext.asyncio import AsyncSession
from uuid import UUID

async def read(session: AsyncSession) -> Base:
    return await session.get(Base, 1)
"""


def test_only_what_is_used_is_imported_in_order() -> None:
    assert fitted(SOURCE, endpoint()).startswith(
        '"""One module."""\n\n'
        "from sqlalchemy.ext.asyncio import AsyncSession\n\n"
        "from app.db import Base\n\n\n"
        "async def read("
    )


def test_it_is_synchronous_where_the_project_is() -> None:
    made = fitted(SOURCE, endpoint({"orm": "sqlalchemy-sync"}))

    assert "from sqlalchemy.orm import Session\n\nfrom app.db" in made
    assert "\ndef read(session: Session) -> Base:\n    return session.get(" in made
