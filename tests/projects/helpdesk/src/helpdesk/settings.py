from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    debug: bool = False
    database_url: str = "postgresql+asyncpg://postgres@localhost/helpdesk"
    jwt_secret: str = "development-development-development"


@lru_cache
def get_settings() -> Settings:
    return Settings()
