from fastapi import FastAPI

from helpdesk.auth.router import router as auth_router
from helpdesk.settings import get_settings
from helpdesk.tickets.router import router as tickets_router


def create_app() -> FastAPI:
    settings = get_settings()
    app = FastAPI(title="Helpdesk", debug=settings.debug)
    app.include_router(auth_router)
    app.include_router(tickets_router)
    return app
