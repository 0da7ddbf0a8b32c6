from collections.abc import Callable
from http import HTTPStatus

import pytest
from httpx2 import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from helpdesk.auth.models import User
from helpdesk.tickets.models import Status, Ticket

pytestmark = pytest.mark.anyio

Headers = Callable[[User], dict[str, str]]


async def add_ticket(session: AsyncSession, agent: User, subject: str) -> Ticket:
    ticket = Ticket(subject=subject, agent_id=agent.id)
    session.add(ticket)
    await session.flush()
    return ticket


async def test_list(
    client: AsyncClient, session: AsyncSession, agent: User, auth_headers: Headers
) -> None:
    await add_ticket(session, agent, "Printer on fire")

    response = await client.get("/tickets", headers=auth_headers(agent))

    assert response.status_code == HTTPStatus.OK
    assert [one["subject"] for one in response.json()] == ["Printer on fire"]


async def test_list_by_status(
    client: AsyncClient, session: AsyncSession, agent: User, auth_headers: Headers
) -> None:
    (await add_ticket(session, agent, "Old")).status = Status.CLOSED
    await add_ticket(session, agent, "New")

    response = await client.get("/tickets?status=open", headers=auth_headers(agent))

    assert [one["subject"] for one in response.json()] == ["New"]


async def test_create(client: AsyncClient, agent: User, auth_headers: Headers) -> None:
    response = await client.post(
        "/tickets", json={"subject": "No signal"}, headers=auth_headers(agent)
    )

    assert response.status_code == HTTPStatus.CREATED
    assert response.json()["agent_id"] == str(agent.id)


async def test_create_without_subject(
    client: AsyncClient, agent: User, auth_headers: Headers
) -> None:
    response = await client.post("/tickets", json={}, headers=auth_headers(agent))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_tickets_of_others_are_hidden(
    client: AsyncClient, session: AsyncSession, agent: User, auth_headers: Headers
) -> None:
    other = User(email="other@example.com", display_name="Other")
    session.add(other)
    await session.flush()
    ticket = await add_ticket(session, other, "Secret")

    response = await client.get(f"/tickets/{ticket.id}", headers=auth_headers(agent))

    assert response.status_code == HTTPStatus.NOT_FOUND


async def test_update(
    client: AsyncClient, session: AsyncSession, agent: User, auth_headers: Headers
) -> None:
    ticket = await add_ticket(session, agent, "Slow")

    response = await client.patch(
        f"/tickets/{ticket.id}",
        json={"status": "closed"},
        headers=auth_headers(agent),
    )

    assert response.json()["status"] == "closed"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}])
async def test_unauthenticated(client: AsyncClient, headers: dict[str, str]) -> None:
    response = await client.get("/tickets", headers=headers)

    assert response.status_code in {401, 403}
