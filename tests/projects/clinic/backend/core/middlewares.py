from uuid import uuid4

from starlette.types import ASGIApp, Receive, Scope, Send

from core.db.session import reset_session_context, session, set_session_context


class SQLAlchemyMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        context = set_session_context(session_id=str(uuid4()))
        try:
            await self.app(scope, receive, send)
        except Exception:
            await session.rollback()
            raise
        finally:
            await session.remove()
            reset_session_context(context=context)
