"""Settings, and those that production requires."""

from pathlib import Path

import pytest

from catalogue import settings as module
from catalogue.main import create_app
from catalogue.settings import load_settings


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` but those of the test."""
    monkeypatch.chdir(tmp_path)
    for name in module.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:pass@host/name")


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")


def test_development_improvises_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(module, "embedded_database_url", lambda: "embedded")

    assert load_settings().database_url == "embedded"


@pytest.mark.usefixtures("production")
def test_production_takes_complete_settings() -> None:
    settings = load_settings()

    assert settings.environment == "production"
    assert not settings.docs


@pytest.mark.usefixtures("production")
def test_production_refuses_to_start_without_a_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATABASE_URL")

    with pytest.raises(SystemExit, match=r"^DATABASE_URL: must be set in production$"):
        load_settings()


@pytest.mark.usefixtures("production")
def test_no_application_is_made_without_a_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DATABASE_URL")

    with pytest.raises(SystemExit, match=r"(?m)^DATABASE_URL: must be set in"):
        create_app()


def test_misspelt_environment_is_not_taken_for_development(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "prod")
    monkeypatch.delenv("DATABASE_URL")

    with pytest.raises(SystemExit, match=r"ENVIRONMENT: .*\nDATABASE_URL: must be"):
        load_settings()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://a:b@host/name", "postgresql+asyncpg://a:b@host/name"),
        ("postgresql://a:b@host/name", "postgresql+asyncpg://a:b@host/name"),
        ("postgresql+asyncpg://host/name", "postgresql+asyncpg://host/name"),
        ("postgres://a:%40@host/x", "postgresql+asyncpg://a:%40@host/x"),
        ("postgres:///x?host=/run", "postgresql+asyncpg:///x?host=%2Frun"),
        (
            "postgres://host/x?sslmode=require&channel_binding=require",
            "postgresql+asyncpg://host/x?ssl=require",
        ),
    ],
)
def test_database_urls_of_any_kind_are_understood(
    monkeypatch: pytest.MonkeyPatch,
    given: str,
    used: str,
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)

    assert load_settings().database_url == used


@pytest.mark.parametrize("url", ["mysql://me:pass@host/name", "pass"])
def test_wrong_database_url_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch,
    url: str,
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(SystemExit, match=r"^DATABASE_URL: must") as refusal:
        load_settings()
    assert "pass@" not in str(refusal.value)


def test_secrets_are_not_printed() -> None:
    printed = repr(load_settings())

    assert "me:pass" not in printed
