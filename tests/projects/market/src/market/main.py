from fastapi import FastAPI

from market.api.v1 import v1
from market.infrastructure.settings import Settings


def register_routers(app: FastAPI, settings: Settings) -> None:
    app.include_router(v1, prefix=settings.prefix)


def get_application() -> FastAPI:
    settings = Settings()
    application = FastAPI(title=settings.title)
    register_routers(application, settings)
    return application


app = get_application()
