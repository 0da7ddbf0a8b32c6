from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    title: str = "Market"
    prefix: str = "/v1"
    database_url: str = "postgresql+psycopg://postgres@localhost/market"
    token_key: str = "market-market-market-market-market"
