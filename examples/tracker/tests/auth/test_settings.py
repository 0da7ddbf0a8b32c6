"""Settings of tokens, and those that production requires."""

from pathlib import Path

import pytest

from tracker.auth.settings import TokenSettings
from tracker.main import create_app
from tracker.settings import load

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` but those of the test."""
    monkeypatch.chdir(tmp_path)
    for name in (*TokenSettings.model_fields, "improvised_secret", "database_url"):
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")


@pytest.mark.usefixtures("production")
def test_production_takes_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", SECRET)

    assert load(TokenSettings).secret_key.get_secret_value() == SECRET


@pytest.mark.usefixtures("production")
def test_production_refuses_to_start_without_a_secret() -> None:
    with pytest.raises(SystemExit, match=r"^SECRET_KEY: must be set in production$"):
        load(TokenSettings)


@pytest.mark.usefixtures("production")
def test_production_refuses_to_start_with_a_short_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", SECRET[1:])

    with pytest.raises(SystemExit, match=r"^SECRET_KEY: must have at least 32"):
        load(TokenSettings)


@pytest.mark.usefixtures("production")
def test_all_that_production_lacks_is_told_at_once() -> None:
    with pytest.raises(SystemExit) as refusal:
        create_app()

    assert {
        "DATABASE_URL: must be set in production",
        "SECRET_KEY: must be set in production",
    } <= set(str(refusal.value).splitlines())


def test_development_improvises_a_secret_that_outlasts_a_reload(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = load(TokenSettings).secret_key.get_secret_value()

    assert len(first) >= 32
    assert load(TokenSettings).secret_key.get_secret_value() == first
    monkeypatch.delenv("IMPROVISED_SECRET")
    assert load(TokenSettings).secret_key.get_secret_value() != first


def test_the_secret_is_not_printed() -> None:
    assert "secret_key=SecretStr('**********')" in repr(load(TokenSettings))
