from pydantic_settings import BaseSettings


class Config(BaseSettings):
    ENV: str = "development"
    DATABASE_URL: str = "postgresql+asyncpg://postgres@localhost:5432/clinic"
    JWT_SECRET_KEY: str = "clinic-clinic-clinic-clinic-clinic"
    JWT_ALGORITHM: str = "HS256"


config = Config()
