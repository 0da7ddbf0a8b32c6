from fastapi import FastAPI
from fastapi.middleware import Middleware

from app.routers import router
from core.middlewares import SQLAlchemyMiddleware


def make_middleware() -> list[Middleware]:
    return [Middleware(SQLAlchemyMiddleware)]


def init_routers(app_: FastAPI) -> None:
    app_.include_router(router)


def create_app() -> FastAPI:
    app_ = FastAPI(title="Clinic", middleware=make_middleware())
    init_routers(app_=app_)
    return app_


app = create_app()
