from contextvars import ContextVar, Token

from sqlalchemy.ext.asyncio import (
    AsyncSession,
    async_scoped_session,
    async_sessionmaker,
    create_async_engine,
)

from app.config import config

session_context: ContextVar[str] = ContextVar("session_context")


def get_session_context() -> str:
    return session_context.get()


def set_session_context(session_id: str) -> Token:
    return session_context.set(session_id)


def reset_session_context(context: Token) -> None:
    session_context.reset(context)


engine = create_async_engine(config.DATABASE_URL, pool_recycle=3600)
session: async_scoped_session[AsyncSession] = async_scoped_session(
    session_factory=async_sessionmaker(engine, expire_on_commit=False),
    scopefunc=get_session_context,
)
