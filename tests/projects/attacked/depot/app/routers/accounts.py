from fastapi import APIRouter, Depends
from sqlmodel import Session

from app.auth import Authenticated
from app.database import get_db
from app.envelope import Reply
from app.models import Account

router = APIRouter(prefix="/accounts", tags=["accounts"])


@router.get("/me", response_model=Reply[str])
def read_account(
    account: Account = Depends(Authenticated("X-User")), db: Session = Depends(get_db)
):
    return Reply(code=0, message="ok", data=account.email)
