"""Settings of the cache, and those that production requires."""

from pathlib import Path

import pytest

from tracker.caching.settings import CacheSettings
from tracker.main import create_app
from tracker.settings import load


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` but those of the test."""
    monkeypatch.chdir(tmp_path)
    for name in CacheSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_development_does_without_a_server() -> None:
    assert load(CacheSettings).cache_url == ""


def test_production_refuses_to_start_without_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    with pytest.raises(SystemExit, match=r"^CACHE_URL: must be set in production$"):
        load(CacheSettings)


def test_no_application_is_made_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")

    with pytest.raises(SystemExit, match=r"(?m)^CACHE_URL: must be set in production$"):
        create_app()


@pytest.mark.parametrize("scheme", ["redis", "rediss", "valkey", "valkeys"])
def test_urls_of_servers_that_speak_the_protocol_are_taken(
    scheme: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CACHE_URL", f"{scheme}://me:pass@host:6379/1")

    assert load(CacheSettings).cache_url.startswith(f"{scheme}://")


def test_another_url_is_refused_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CACHE_URL", "memcached://me:pass@host")

    with pytest.raises(SystemExit, match=r"^CACHE_URL: must start with") as refusal:
        load(CacheSettings)
    assert "pass" not in str(refusal.value)


def test_the_password_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_URL", "redis://me:pass@host")

    assert "pass" not in repr(load(CacheSettings))
