from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = "postgresql+asyncpg://postgres@localhost/academy"
    secret: str = "academy-academy-academy-academy-academy"


settings = Settings()
