from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from ledger.accounts.api import router as accounts
from ledger.database import Base, engine
from ledger.errors import install_handlers
from ledger.transfers.api import router as transfers


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(title="Ledger", lifespan=lifespan)
install_handlers(app)

for router in (accounts, transfers):
    app.include_router(router)
