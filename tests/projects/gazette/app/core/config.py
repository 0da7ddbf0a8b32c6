from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    API_V1_STR: str = "/api/v1"
    SECRET_KEY: str = "changethis-changethis-changethis-changethis"
    DATABASE_URL: str = "postgresql+psycopg://postgres@localhost/gazette"


settings = Settings()
