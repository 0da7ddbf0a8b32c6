"""Settings of the tokens."""

from pydantic import PositiveInt, SecretStr, ValidationInfo, field_validator

from tracker.development import improvised_secret
from tracker.settings import EnvironmentSettings, may_improvise

NAME = "tracker"
SECRET_LENGTH = 32


class TokenSettings(EnvironmentSettings):
    """The key of tokens and their claims."""

    secret_key: SecretStr = SecretStr("")
    token_minutes: PositiveInt = 15
    token_issuer: str = NAME
    token_audience: str = NAME

    @field_validator("secret_key")
    @classmethod
    def _resolve_secret_key(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        secret = value.get_secret_value()
        if len(secret) >= SECRET_LENGTH:
            return value
        if secret:
            raise ValueError(f"must have at least {SECRET_LENGTH} characters")
        if may_improvise(info.data):
            return SecretStr(improvised_secret())
        raise ValueError("must be set in production")
