"""Operations on labels."""

from typing import Any
from uuid import UUID

from sqlalchemy import Result, bindparam, delete, insert, select

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
    return _one(await database.execute(CREATE, created))


async def get_label(
    database: Database,
    label_id: UUID,
) -> LabelResponse:
    """Get the label. Raises NotFound."""
    return _one(await database.execute(GET, {"id_": label_id}))


async def delete_label(
    database: Database,
    label_id: UUID,
) -> None:
    """Delete the label.

    Raises NotFound, or Conflict while other rows refer to it.
    """
    result = await database.execute(DELETE, {"id_": label_id})
    if result.one_or_none() is None:
        raise NotFound("Label")


def _one(result: Result[Any]) -> LabelResponse:
    row = result.one_or_none()
    if row is None:
        raise NotFound("Label")
    return LabelResponse.model_validate(row._asdict())
