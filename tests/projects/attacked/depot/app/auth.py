from fastapi import Depends, HTTPException, Request
from fastapi.security import APIKeyHeader
from sqlmodel import Session

from app.database import get_db
from app.models import Account


class Authenticated(APIKeyHeader):
    """Lets through who has an account; made anew by each router."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, auto_error=False)

    async def __call__(
        self, request: Request, db: Session = Depends(get_db)
    ) -> Account:
        name = await super().__call__(request)
        account = db.get(Account, int(name)) if name else None
        if account is None:
            raise HTTPException(401, headers={"WWW-Authenticate": "X-User"})
        return account
