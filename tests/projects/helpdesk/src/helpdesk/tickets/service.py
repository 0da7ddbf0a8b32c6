from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from helpdesk.auth.models import User
from helpdesk.tickets.models import Status, Ticket
from helpdesk.tickets.schemas import TicketCreate, TicketUpdate


async def list_tickets(
    session: AsyncSession, agent: User, status: Status | None
) -> Sequence[Ticket]:
    query = select(Ticket).where(Ticket.agent_id == agent.id)
    if status is not None:
        query = query.where(Ticket.status == status)
    return (await session.scalars(query.order_by(Ticket.created_at, Ticket.id))).all()


async def get_ticket(
    session: AsyncSession, agent: User, ticket_id: UUID
) -> Ticket | None:
    query = select(Ticket).where(Ticket.id == ticket_id, Ticket.agent_id == agent.id)
    return await session.scalar(query)


async def create_ticket(
    session: AsyncSession, agent: User, data: TicketCreate
) -> Ticket:
    ticket = Ticket(**data.model_dump(), agent_id=agent.id)
    session.add(ticket)
    await session.flush()
    await session.refresh(ticket)
    return ticket


async def update_ticket(
    session: AsyncSession, ticket: Ticket, data: TicketUpdate
) -> Ticket:
    for name, value in data.model_dump(exclude_none=True).items():
        setattr(ticket, name, value)
    await session.flush()
    await session.refresh(ticket)
    return ticket
