from fastapi import FastAPI

from fleet.containers import Container
from fleet.web.routes import api


def create_app(container: Container | None = None) -> FastAPI:
    app = FastAPI(title="Fleet")
    app.state.container = container or Container()
    app.include_router(api, prefix="/api")
    return app
