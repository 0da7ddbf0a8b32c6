import secrets

from dependency_injector.wiring import Provide, inject
from fastapi import Depends, HTTPException, Security
from fastapi.security import APIKeyHeader

from fleet.config import Config
from fleet.containers import Container

api_key_header = APIKeyHeader(name="X-Fleet-Key", auto_error=False)


@inject
async def require_api_key(
    api_key: str | None = Security(api_key_header),
    config: Config = Depends(Provide[Container.config]),
) -> None:
    if not api_key or not secrets.compare_digest(api_key, config.api_key):
        raise HTTPException(401, "Invalid API key", {"WWW-Authenticate": "ApiKey"})
