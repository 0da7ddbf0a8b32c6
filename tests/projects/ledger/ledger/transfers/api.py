from fastapi import APIRouter

from ledger.database import DB
from ledger.transfers import logic
from ledger.transfers.dto import TransferCreate, TransferResponse

router = APIRouter(prefix="/transfers", tags=["transfers"])


@router.post("", status_code=201)
async def book_transfer(db: DB, body: TransferCreate) -> TransferResponse:
    return TransferResponse.model_validate(await logic.book(db, body))
