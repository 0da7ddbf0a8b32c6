from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, status

from helpdesk.auth.dependencies import CurrentUser
from helpdesk.db import SessionDep
from helpdesk.tickets import service
from helpdesk.tickets.models import Status, Ticket
from helpdesk.tickets.schemas import TicketCreate, TicketOut, TicketUpdate

router = APIRouter(prefix="/tickets", tags=["tickets"])


async def get_ticket(
    ticket_id: UUID, session: SessionDep, current_user: CurrentUser
) -> Ticket:
    ticket = await service.get_ticket(session, current_user, ticket_id)
    if ticket is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "No such ticket")
    return ticket


TicketDep = Annotated[Ticket, Depends(get_ticket)]


@router.get("", response_model=list[TicketOut])
async def list_tickets(
    session: SessionDep, current_user: CurrentUser, status: Status | None = None
) -> Sequence[Ticket]:
    return await service.list_tickets(session, current_user, status)


@router.post("", response_model=TicketOut, status_code=status.HTTP_201_CREATED)
async def create_ticket(
    data: TicketCreate, session: SessionDep, current_user: CurrentUser
) -> Ticket:
    return await service.create_ticket(session, current_user, data)


@router.get("/{ticket_id}", response_model=TicketOut)
async def read_ticket(ticket: TicketDep) -> Ticket:
    return ticket


@router.patch("/{ticket_id}", response_model=TicketOut)
async def update_ticket(
    data: TicketUpdate, ticket: TicketDep, session: SessionDep
) -> Ticket:
    return await service.update_ticket(session, ticket, data)
