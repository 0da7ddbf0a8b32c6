from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ledger.accounts.dto import AccountCreate
from ledger.accounts.orm import Account
from ledger.errors import LedgerError, UnknownAccount


async def list_accounts(session: AsyncSession) -> Sequence[Account]:
    return (await session.scalars(select(Account).order_by(Account.number))).all()


async def get_account(session: AsyncSession, number: str) -> Account:
    account = await session.get(Account, number)
    if account is None:
        raise UnknownAccount(f"There is no account {number}")
    return account


async def open_account(session: AsyncSession, data: AccountCreate) -> Account:
    if await session.get(Account, data.number):
        raise LedgerError(f"There is an account {data.number}")
    account = Account(**data.model_dump())
    session.add(account)
    await session.flush()
    return account
