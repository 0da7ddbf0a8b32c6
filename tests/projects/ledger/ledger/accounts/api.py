from fastapi import APIRouter

from ledger.accounts import logic
from ledger.accounts.dto import AccountCreate, AccountResponse
from ledger.database import DB

router = APIRouter(prefix="/accounts", tags=["accounts"])


@router.get("")
async def list_accounts(db: DB) -> list[AccountResponse]:
    found = await logic.list_accounts(db)
    return [AccountResponse.model_validate(account) for account in found]


@router.post("", status_code=201)
async def open_account(db: DB, body: AccountCreate) -> AccountResponse:
    return AccountResponse.model_validate(await logic.open_account(db, body))


@router.get("/{number}")
async def get_account(db: DB, number: str) -> AccountResponse:
    return AccountResponse.model_validate(await logic.get_account(db, number))
