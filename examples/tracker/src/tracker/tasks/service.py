"""Operations on tasks."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Uuid, and_, bindparam, delete, func, insert, or_, select, update

from tracker.associations import Links
from tracker.database import Database
from tracker.errors import Conflict, NotFound
from tracker.offsets import OffsetPage, OffsetPages
from tracker.owned import OwnedReferences
from tracker.projects.models import Project
from tracker.tasks.models import TASK_LABELS, Task, TaskStatus
from tracker.tasks.schemas import (
    TaskCreate,
    TaskFinish,
    TaskQuery,
    TaskReplace,
    TaskResponse,
    TaskUpdate,
)

TABLE = Task.table()
LINKS = Links(TABLE, labels=TASK_LABELS)
COLUMNS = [LINKS.columns[name] for name in TaskResponse.model_fields]
OWNER = bindparam("owner_id_", type_=Uuid())
THIS = and_(
    TABLE.c.id == bindparam("id_"),
    TABLE.c.project_id == bindparam("project_id_"),
    or_(OWNER.is_(None), TABLE.c.owner_id == OWNER),
)

PARENT = select(Project.id).where(
    Project.id == bindparam("id_"),
    or_(OWNER.is_(None), Project.owner_id == OWNER),
)
OWNED = OwnedReferences(follows=TABLE)
LIST = OffsetPages(select(*COLUMNS), OffsetPage[TaskResponse], search=("title",))
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(TABLE.c.id)
UPDATE = update(TABLE).where(THIS).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)
FINISH = (
    update(TABLE)
    .where(THIS, TABLE.c.status.in_((TaskStatus.OPEN, TaskStatus.STARTED)))
    .values(status=TaskStatus.DONE, finished_at=func.now())
    .returning(*COLUMNS)
)


class TaskScope(NamedTuple):
    """The rows that a caller reaches; without an owner, those of everyone."""

    project_id: UUID
    owner_id: UUID | None


async def check_parent(
    database: Database,
    project_id: UUID,
    owner_id: UUID | None,
) -> None:
    """Raise NotFound if there is no such parent, or another owner has it."""
    parameters = {"id_": project_id, "owner_id_": owner_id}
    if not await database.fetch(PARENT, parameters):
        raise NotFound("Project")


async def list_tasks(
    database: Database,
    scope: TaskScope,
    query: TaskQuery,
) -> OffsetPage[TaskResponse]:
    """Return the page that the query asks for, and the total."""
    return await LIST.fetch(database, query, scope._asdict())


async def create_task(
    database: Database,
    scope: TaskScope,
    owner_id: UUID,
    values: TaskCreate,
) -> TaskResponse:
    """Create a task. Raises Conflict."""
    created = values.model_dump() | {
        "project_id": scope.project_id,
        "owner_id": owner_id,
    }
    row, links = LINKS.split(created)
    async with database.begin() as session:
        await OWNED.check(session, scope.owner_id, created)
        result = await session.execute(CREATE, row)
        row_id = result.scalar_one()
        await LINKS.write(session, row_id, links)
        return _one(await session.execute(GET, _key(scope, row_id)))


async def get_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
) -> TaskResponse:
    """Get the task. Raises NotFound."""
    return _one(await database.fetch(GET, _key(scope, task_id)))


async def update_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
    changes: TaskUpdate,
) -> TaskResponse:
    """Change the task. Raises NotFound or Conflict."""
    changed = changes.model_dump(exclude_unset=True)
    key = _key(scope, task_id)
    row, links = LINKS.split(changed)
    async with database.begin() as session:
        if changed:
            _one(await session.execute(UPDATE, key | row))
            await OWNED.check(session, scope.owner_id, changed)
            await LINKS.write(session, task_id, links)
        return _one(await session.execute(GET, key))


async def replace_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
    values: TaskReplace,
) -> TaskResponse:
    """Replace the task. Raises NotFound or Conflict."""
    replaced = values.model_dump()
    key = _key(scope, task_id)
    row, links = LINKS.split(replaced)
    async with database.begin() as session:
        _one(await session.execute(UPDATE, key | row))
        await OWNED.check(session, scope.owner_id, replaced)
        await LINKS.write(session, task_id, links)
        return _one(await session.execute(GET, key))


async def delete_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
) -> None:
    """Delete the task.

    Raises NotFound, or Conflict while other rows refer to it.
    """
    if not await database.fetch(DELETE, _key(scope, task_id)):
        raise NotFound("Task")


async def finish_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
    values: TaskFinish,
) -> TaskResponse:
    """Finish the task.

    Raises NotFound, or Conflict in another state.
    """
    key = _key(scope, task_id)
    parameters: dict[str, Any] = key | values.model_dump()
    rows = await database.fetch(FINISH, parameters)
    if not rows:
        _one(await database.fetch(GET, key))
        raise Conflict("Cannot finish this task: its status must be open or started.")
    return _one(rows)


def _key(scope: TaskScope, task_id: UUID) -> dict[str, Any]:
    return {
        "id_": task_id,
        "project_id_": scope.project_id,
        "owner_id_": scope.owner_id,
    }


def _one(rows: Iterable[Any]) -> TaskResponse:
    """Return the only row, of a dictionary or of SQLAlchemy. Raises NotFound."""
    for row in rows:
        return TaskResponse.model_validate(row, from_attributes=True)
    raise NotFound("Task")
