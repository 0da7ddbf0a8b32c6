from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    PROJECT_NAME: str = "Bookshop"
    API_V1_STR: str = "/api/v1"
    SECRET_KEY: str = "not-a-secret-in-development-at-all"
    ACCESS_TOKEN_EXPIRE_MINUTES: int = 60 * 24
    DATABASE_URL: str = "postgresql+asyncpg://postgres@localhost/bookshop"

    model_config = SettingsConfigDict(env_file=".env", case_sensitive=True)


settings = Settings()
