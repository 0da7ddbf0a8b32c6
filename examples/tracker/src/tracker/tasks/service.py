"""What can be done with tasks, and every statement that it takes."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Result,
    Uuid,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from tracker.associations import Links
from tracker.database import Database
from tracker.errors import Conflict, NotFound
from tracker.offsets import OffsetPage, OffsetPages
from tracker.owned import OwnedReferences
from tracker.projects.models import Project
from tracker.tasks.models import TASK_LABELS, Task
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
LIST = OffsetPages(
    select(*COLUMNS),
    OffsetPage[TaskResponse],
    search=("title",),
)
GET = select(*COLUMNS).where(THIS)
CREATE = insert(TABLE).returning(TABLE.c.id)
UPDATE = update(TABLE).where(THIS).returning(*COLUMNS)
DELETE = delete(TABLE).where(THIS).returning(TABLE.c.id)
FINISH = (
    update(TABLE)
    .where(
        THIS,
        TABLE.c.status.in_(("open", "started")),
    )
    .values(
        status="done",
        finished_at=func.now(),
    )
    .returning(*COLUMNS)
)


class TaskScope(NamedTuple):
    """Which tasks a caller reaches, of every owner where there is none."""

    project_id: UUID
    owner_id: UUID | None


async def check_parent(
    database: Database,
    project_id: UUID,
    owner_id: UUID | None,
) -> None:
    """Raise `NotFound` unless there is such a project, and the owner's."""
    parameters = {"id_": project_id, "owner_id_": owner_id}
    result = await database.execute(PARENT, parameters)
    if result.one_or_none() is None:
        raise NotFound("Project")


async def list_tasks(
    database: Database,
    scope: TaskScope,
    query: TaskQuery,
) -> OffsetPage[TaskResponse]:
    """The page that the query asks for, and how many rows there are."""
    return await LIST.fetch(database, query, scope._asdict())


async def create_task(
    database: Database,
    scope: TaskScope,
    owner_id: UUID,
    values: TaskCreate,
) -> TaskResponse:
    """The new task with its links, or `Conflict`."""
    parameters = values.model_dump() | scope._asdict() | {"owner_id": owner_id}
    created, links = LINKS.split(parameters)
    async with database.begin() as session:
        await OWNED.check(session, scope.owner_id, created | links)
        task_id = (await session.execute(CREATE, created)).scalar_one()
        await LINKS.write(session, task_id, links)
        return _one(await session.execute(GET, _key(scope, task_id)))


async def get_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
) -> TaskResponse:
    """The task, or `NotFound`."""
    return _one(await database.execute(GET, _key(scope, task_id)))


async def update_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
    changes: TaskUpdate,
) -> TaskResponse:
    """The task with the changes, or `NotFound`, or `Conflict`."""
    changed, links = LINKS.split(changes.model_dump())
    key = _key(scope, task_id)
    async with database.begin() as session:
        if changed or links:
            _one(await session.execute(UPDATE, key | changed))
            await OWNED.check(session, scope.owner_id, changed | links)
            await LINKS.write(session, task_id, links)
        return _one(await session.execute(GET, key))


async def replace_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
    values: TaskReplace,
) -> TaskResponse:
    """The task with these values, or `NotFound`, or `Conflict`."""
    replaced, links = LINKS.split(values.model_dump())
    key = _key(scope, task_id)
    async with database.begin() as session:
        _one(await session.execute(UPDATE, key | replaced))
        await OWNED.check(session, scope.owner_id, replaced | links)
        await LINKS.write(session, task_id, links)
        return _one(await session.execute(GET, key))


async def delete_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
) -> None:
    """Nothing, once it is gone; or `NotFound`, or `Conflict` while others refer to it."""
    result = await database.execute(DELETE, _key(scope, task_id))
    if result.one_or_none() is None:
        raise NotFound("Task")


async def finish_task(
    database: Database,
    scope: TaskScope,
    task_id: UUID,
    values: TaskFinish,
) -> TaskResponse:
    """The task with what that changes, or `NotFound`, or `Conflict` in another state."""
    key = _key(scope, task_id)
    parameters: dict[str, Any] = key | values.model_dump()
    result = await database.execute(FINISH, parameters)
    row = result.one_or_none()
    if row is None:
        _one(await database.execute(GET, key))
        raise Conflict(
            "Cannot finish this task: that needs one whose status is open or started."
        )
    return TaskResponse.model_validate(row._asdict())


def _key(
    scope: TaskScope,
    task_id: UUID,
) -> dict[str, Any]:
    return {
        "id_": task_id,
        "project_id_": scope.project_id,
        "owner_id_": scope.owner_id,
    }


def _one(result: Result[Any]) -> TaskResponse:
    row = result.one_or_none()
    if row is None:
        raise NotFound("Task")
    return TaskResponse.model_validate(row._asdict())
