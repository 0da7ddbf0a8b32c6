"""What can be done with projects, and every statement that it takes."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Result,
    Uuid,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

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

LIST = Keyset(
    select(*COLUMNS),
    CursorPage[ProjectResponse],
)
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(*COLUMNS)
UPDATE = update(TABLE).where(THIS).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)


class ProjectScope(NamedTuple):
    """Which projects a caller reaches, of every owner where there is none."""

    owner_id: UUID | None


async def list_projects(
    database: Database,
    scope: ProjectScope,
    query: ProjectQuery,
) -> CursorPage[ProjectResponse]:
    """The page that the query asks for, or `InvalidCursor`."""
    return await LIST.fetch(database, query, scope._asdict())


async def create_project(
    database: Database,
    scope: ProjectScope,
    owner_id: UUID,
    values: ProjectCreate,
) -> ProjectResponse:
    """The new project, or `Conflict`."""
    parameters = values.model_dump() | scope._asdict() | {"owner_id": owner_id}
    return _one(await database.execute(CREATE, parameters))


async def get_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
) -> ProjectResponse:
    """The project, or `NotFound`."""
    return _one(await database.execute(GET, _key(scope, project_id)))


async def update_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
    changes: ProjectUpdate,
) -> ProjectResponse:
    """The project with the changes, or `NotFound`, or `Conflict`."""
    changed = changes.model_dump()
    statement = UPDATE if changed else GET
    key = _key(scope, project_id)
    return _one(await database.execute(statement, key | changed))


async def replace_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
    values: ProjectReplace,
) -> ProjectResponse:
    """The project with these values, or `NotFound`, or `Conflict`."""
    parameters = values.model_dump() | _key(scope, project_id)
    return _one(await database.execute(UPDATE, parameters))


async def delete_project(
    database: Database,
    scope: ProjectScope,
    project_id: UUID,
) -> None:
    """Nothing, once it is gone; or `NotFound`, or `Conflict` while others refer to it."""
    result = await database.execute(DELETE, _key(scope, project_id))
    if result.one_or_none() is None:
        raise NotFound("Project")


def _key(
    scope: ProjectScope,
    project_id: UUID,
) -> dict[str, Any]:
    return {
        "id_": project_id,
        "owner_id_": scope.owner_id,
    }


def _one(result: Result[Any]) -> ProjectResponse:
    row = result.one_or_none()
    if row is None:
        raise NotFound("Project")
    return ProjectResponse.model_validate(row._asdict())
