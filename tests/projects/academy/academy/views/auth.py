from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordRequestForm
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from academy.cbv import cbv
from academy.db import db_session
from academy.models.user import Account
from academy.security import token_for

router = APIRouter(prefix="/auth", tags=["auth"])


@cbv(router)
class AuthView:
    session: Annotated[AsyncSession, Depends(db_session)]

    @router.post("/token")
    async def log_in(
        self, form: Annotated[OAuth2PasswordRequestForm, Depends()]
    ) -> dict[str, str]:
        found = select(Account).where(Account.email == form.username)
        account = await self.session.scalar(found)
        if account is None or account.secret_hash != form.password:
            raise HTTPException(400, "Wrong email or password")
        return {"access_token": token_for(account), "token_type": "bearer"}
