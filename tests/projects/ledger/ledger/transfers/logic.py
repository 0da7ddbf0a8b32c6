from sqlalchemy.ext.asyncio import AsyncSession

from ledger.accounts.logic import get_account
from ledger.errors import AccountClosed
from ledger.transfers.dto import TransferCreate
from ledger.transfers.orm import Transfer


async def book(session: AsyncSession, data: TransferCreate) -> Transfer:
    for number in (data.source, data.target):
        account = await get_account(session, number)
        if account.closed_on is not None:
            raise AccountClosed(f"{account.name} is closed")
    transfer = Transfer(**data.model_dump())
    session.add(transfer)
    await session.flush()
    return transfer
