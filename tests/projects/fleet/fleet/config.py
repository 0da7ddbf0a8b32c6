import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    database_url: str
    api_key: str

    @classmethod
    def from_environment(cls) -> "Config":
        return cls(
            database_url=os.environ["DATABASE_URL"],
            api_key=os.environ.get("FLEET_API_KEY", "local"),
        )
