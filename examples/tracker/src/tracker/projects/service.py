"""Operations on projects."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, delete, insert, or_, select, update

from tracker.cursors import CursorPage, Keyset
from tracker.database import Database
from tracker.errors import NotFound
from tracker.projects.models import Project
from tracker.projects.schemas import (
    ProjectCreate,
    ProjectQuery,
    ProjectReplace,
    ProjectResponse,
    ProjectUpdate,
)

TABLE = Project.table()
COLUMNS = [TABLE.c[name] for name in ProjectResponse.model_fields]
OWNER = bindparam("owner_id_", type_=Uuid())
THIS = and_(
    TABLE.c.id == bindparam("id_"),
    or_(OWNER.is_(None), TABLE.c.owner_id == OWNER),
)

LIST = Keyset(select(*COLUMNS), CursorPage[ProjectResponse])
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(*COLUMNS)
UPDATE = update(TABLE).where(THIS).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)


class ProjectScope(NamedTuple):
    """The rows that a caller reaches; without an owner, those of everyone."""

    owner_id: UUID | None


async def list_projects(
    database: Database,
    scope: ProjectScope,
    query: ProjectQuery,
) -> CursorPage[ProjectResponse]:
    """Return the page that the query asks for. Raises InvalidCursor."""
    return await LIST.fetch(database, query, scope._asdict())


async def create_project(
    database: Database,
    owner_id: UUID,
    values: ProjectCreate,
) -> ProjectResponse:
    """Create a project. Raises Conflict."""
    created = values.model_dump() | {"owner_id": owner_id}
    return _one(await database.fetch(CREATE, created))


async def get_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
) -> ProjectResponse:
    """Get the project. Raises NotFound."""
    return _one(await database.fetch(GET, _key(scope, project_id)))


async def update_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
    changes: ProjectUpdate,
) -> ProjectResponse:
    """Change the project. Raises NotFound or Conflict."""
    changed = changes.model_dump(exclude_unset=True)
    key = _key(scope, project_id)
    return _one(await database.fetch(UPDATE if changed else GET, key | changed))


async def replace_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
    values: ProjectReplace,
) -> ProjectResponse:
    """Replace the project. Raises NotFound or Conflict."""
    replaced = values.model_dump()
    key = _key(scope, project_id)
    return _one(await database.fetch(UPDATE, key | replaced))


async def delete_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
) -> None:
    """Delete the project.

    Raises NotFound, or Conflict while other rows refer to it.
    """
    if not await database.fetch(DELETE, _key(scope, project_id)):
        raise NotFound("Project")


def _key(scope: ProjectScope, project_id: UUID) -> dict[str, Any]:
    return {"id_": project_id, "owner_id_": scope.owner_id}


def _one(rows: Iterable[Any]) -> ProjectResponse:
    """Return the only row, of a dictionary or of SQLAlchemy. Raises NotFound."""
    for row in rows:
        return ProjectResponse.model_validate(row, from_attributes=True)
    raise NotFound("Project")
