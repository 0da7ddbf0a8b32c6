"""Operations on labels."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select

from tracker.database import Database
from tracker.errors import NotFound
from tracker.labels.models import Label
from tracker.labels.schemas import LabelCreate, LabelQuery, LabelResponse
from tracker.listing import Everything

TABLE = Label.table()
COLUMNS = [TABLE.c[name] for name in LabelResponse.model_fields]
THIS = TABLE.c.id == bindparam("id_")

LIST = Everything(select(*COLUMNS), LabelResponse)
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)


async def list_labels(
    database: Database,
    query: LabelQuery,
) -> list[LabelResponse]:
    """Return all that the query asks for."""
    return await LIST.fetch(database, query)


async def create_label(
    database: Database,
    values: LabelCreate,
) -> LabelResponse:
    """Create a label. Raises Conflict."""
    created = values.model_dump()
    return _one(await database.fetch(CREATE, created))


async def get_label(
    database: Database,
    label_id: UUID,
) -> LabelResponse:
    """Get the label. Raises NotFound."""
    return _one(await database.fetch(GET, {"id_": label_id}))


async def delete_label(
    database: Database,
    label_id: UUID,
) -> None:
    """Delete the label.

    Raises NotFound, or Conflict while other rows refer to it.
    """
    if not await database.fetch(DELETE, {"id_": label_id}):
        raise NotFound("Label")


def _one(rows: Iterable[Any]) -> LabelResponse:
    """Return the only row, of a dictionary or of SQLAlchemy. Raises NotFound."""
    for row in rows:
        return LabelResponse.model_validate(row, from_attributes=True)
    raise NotFound("Label")
