from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    DATABASE_URL: str = "postgresql+asyncpg://postgres@localhost/conference"
    JWT_SECRET: str = "conference-conference-conference-"

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")


Config = Settings()
